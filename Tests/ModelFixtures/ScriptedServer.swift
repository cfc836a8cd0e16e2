import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server on this machine that plays a script: one behaviour per request, in order.
///
/// A request after the last behaviour is answered with 418, which no retry rule forgives.
package final class ScriptedServer: Sendable {
  /// What the server does with one request.
  package enum Play: Sendable {
    case respond(Int, headers: [String: String], body: String)
    /// Nothing comes, and the connection stays open.
    case silence
    /// The head and the beginning of a body come, and then nothing more.
    case stall
    /// The head and the beginning of a body come, and then the connection is closed.
    case cut

    package static func answer(_ body: String) -> Play { answer(200, body) }

    package static func answer(
      _ status: Int,
      headers: [String: String] = [:],
      _ body: String
    ) -> Play {
      .respond(status, headers: headers, body: body)
    }
  }

  package struct Received: Sendable {
    package var path: String
    /// The values of each header, by its name in small letters.
    package var headers: [String: [String]]
    package var body: String
  }

  private struct State {
    var script: ArraySlice<Play>
    var received: [Received] = []
  }

  private let state: Mutex<State>

  private init(_ script: [Play]) { state = Mutex(State(script: script[...])) }

  /// The requests so far.
  package var received: [Received] { state.withLock(\.received) }

  fileprivate func play(for request: Received) -> Play {
    state.withLock { state in
      state.received.append(request)
      return state.script.popFirst() ?? .answer(418, "the script is over")
    }
  }

  /// Runs a server for as long as `body` does, which gets it with its base URL.
  /// - Parameter certificate: the name of a certificate of the tests, where it speaks TLS.
  package static func playing<Result>(
    _ script: [Play],
    certificate: String? = nil,
    _ body: (ScriptedServer, String) async throws -> Result
  ) async throws -> Result {
    let server = ScriptedServer(script)
    let tls = try certificate.map(Self.tls)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
          }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(PlayHandler(server))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    do {
      let result = try await body(server, "\(tls == nil ? "http" : "https")://127.0.0.1:\(port)/v1")
      try await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }
}

extension ScriptedServer {
  /// Where a file of the tests' certificates is; they were made for these tests and protect nothing.
  package static func file(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Certificates/\(name)").path
  }

  private static func tls(_ name: String) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(file(name + ".pem"))
    let key = try NIOSSLPrivateKey(file: file(name + ".key"), format: .pem)
    return try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) },
        privateKey: .privateKey(key)
      )
    )
  }
}

/// Collects a request and plays what the script says.
private final class PlayHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let server: ScriptedServer
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(_ server: ScriptedServer) { self.server = server }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body(var part): body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      let received = ScriptedServer.Received(
        path: head.uri,
        headers: Dictionary(grouping: head.headers) { $0.name.lowercased() }
          .mapValues { $0.map(\.value) },
        body: String(buffer: body)
      )
      body.clear()
      play(server.play(for: received), context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func play(_ play: ScriptedServer.Play, _ context: ChannelHandlerContext) {
    switch play {
    case .silence: break
    case .respond(let status, let headers, let body):
      var fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
      fields.add(name: "content-length", value: String(body.utf8.count))
      send(status, fields, body, context)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    case .stall: send(200, ["content-length": "1000"], "{\"choices\":", context)
    case .cut:
      send(200, ["content-length": "1000"], "{\"choices\":", context)
      context.close(promise: nil)
    }
  }

  private func send(
    _ status: Int,
    _ headers: HTTPHeaders,
    _ body: String,
    _ context: ChannelHandlerContext
  ) {
    let head = HTTPResponseHead(
      version: .http1_1,
      status: HTTPResponseStatus(statusCode: status),
      headers: headers
    )
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(
      wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))),
      promise: nil
    )
  }
}
