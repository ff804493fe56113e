import NIOCore
import NIOPosix
import Runbook

/// A server that answers each connection in one way, mostly wrongly.
final class ScriptedServer: Sendable {
    enum Way: Sendable {
        case answers(String)
        /// Part of an answer, and the connection is closed.
        case cutOff(String)
        /// Takes the question, and says nothing.
        case stalls
        /// Closes as soon as there is a connection.
        case hangsUp
        /// Says more and more.
        case floods
    }

    let endpoint: Endpoint
    private let channel: any Channel

    init(_ way: Way) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture { try child.pipeline.syncOperations.addHandler(Handler(way)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        endpoint = .host("127.0.0.1", port: channel.localAddress?.port ?? 0)
    }

    deinit { channel.close(promise: nil) }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let way: Way

        init(_ way: Way) { self.way = way }

        func channelActive(context: ChannelHandlerContext) {
            if case .hangsUp = way { context.close(promise: nil) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch way {
            case .answers(let text), .cutOff(let text):
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
                context.close(promise: nil)
            case .floods: flood(context)
            case .stalls, .hangsUp: break
            }
        }

        private func flood(_ context: ChannelHandlerContext) {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 18)))
                .whenSuccess { bound.value.0.flood(bound.value.1) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
