import NIOCore
import NIOHTTP1
import NIOPosix

extension BatchProvider {
  /// Serves the provider on this machine for as long as `body` does, which gets the base address.
  func serving<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(BatchHandler(self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      let result = try await body("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1")
      try await channel.close()
      return result
    } catch {
      try? await channel.close()
      throw error
    }
  }
}

/// Collects a request and lets the provider answer it.
private final class BatchHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let provider: BatchProvider
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(_ provider: BatchProvider) { self.provider = provider }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body(var part): body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      let text = String(buffer: body)
      body.clear()
      switch provider.answer(head.method.rawValue, head.uri, text) {
      case .nothing: context.close(promise: nil)
      case .body(let status, let text):
        let answer = HTTPResponseHead(
          version: .http1_1,
          status: HTTPResponseStatus(statusCode: status),
          headers: ["content-length": String(text.utf8.count)]
        )
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
