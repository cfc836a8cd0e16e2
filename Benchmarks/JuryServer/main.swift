import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server that answers every chat completion after a delay with the same verdict.
///
/// `jury-server PORT MILLISECONDS REPLY`: on this machine alone; port 0 takes a free one. Prints the
/// port when it listens, and ends with its standard input.
let arguments = CommandLine.arguments
guard arguments.count == 4, let port = Int(arguments[1]), let delay = Int64(arguments[2]) else {
  print("jury-server PORT MILLISECONDS REPLY")
  exit(64)
}
let body = ByteBuffer(string: arguments[3])
let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
let channel = try await ServerBootstrap(group: group)
  .serverChannelOption(.backlog, value: 1024)
  .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
  .childChannelInitializer { channel in
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.configureHTTPServerPipeline()
      try channel.pipeline.syncOperations.addHandler(Answer(body: body, delay: delay))
    }
  }
  .bind(host: "127.0.0.1", port: port).get()
print(channel.localAddress?.port ?? 0)
fflush(nil)
while readLine() != nil {}

/// Answers each request when its time has come.
final class Answer: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let body: ByteBuffer
  private let delay: TimeAmount

  init(body: ByteBuffer, delay: Int64) {
    self.body = body
    self.delay = .milliseconds(delay)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .end = unwrapInboundIn(data) else { return }
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: delay) {
      let (handler, context) = bound.value
      handler.answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    let head = HTTPResponseHead(
      version: .http1_1,
      status: .ok,
      headers: [
        "content-type": "application/json", "content-length": String(body.readableBytes),
      ]
    )
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
