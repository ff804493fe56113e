import NIOCore
import NIOPosix
import Runbook
import Synchronization

/// A server that answers each connection in one way, mostly wrongly.
final class ScriptedServer: Sendable {
    enum Way: Sendable {
        case answers(String)
        /// One after the other.
        case inTurn([String])
        /// Part of an answer, and the connection is closed.
        case cutOff(String)
        /// Takes the question, and says nothing.
        case stalls
        /// Takes the question, and closes.
        case hangsUp
        /// Closes as soon as there is a connection, which may be before or after it is asked.
        case shutsOut
        /// Says more and more.
        case floods
    }

    let endpoint: Endpoint
    private let channel: any Channel
    private let log = Log()

    /// What it was asked, a connection's first request each.
    var requests: [String] { log.requests.withLock { $0 } }

    private final class Log: Sendable {
        let requests = Mutex<[String]>([])
    }

    init(_ way: Way) async throws {
        let log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture { try child.pipeline.syncOperations.addHandler(Handler(way, log)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        endpoint = .host("127.0.0.1", port: channel.localAddress?.port ?? 0)
    }

    deinit { channel.close(promise: nil) }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let way: Way
        private let log: Log
        private var heard = ""

        init(_ way: Way, _ log: Log) {
            self.way = way
            self.log = log
        }

        func channelActive(context: ChannelHandlerContext) {
            if case .shutsOut = way { context.close(promise: nil) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard += String(buffer: unwrapInboundIn(data))
            guard isWhole else { return }
            let count = log.requests.withLock {
                $0.append(heard)
                return $0.count
            }
            switch way {
            case .answers(let text), .cutOff(let text): answer(text, context)
            case .inTurn(let texts): answer(texts[(count - 1) % texts.count], context)
            case .floods: flood(context)
            case .hangsUp: context.close(promise: nil)
            case .stalls, .shutsOut: break
            }
        }

        private func answer(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        }

        /// Of a request by HTTP that has a body, both have come.
        private var isWhole: Bool {
            let parts = heard.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            let length = parts[0].split(separator: "\r\n")
                .first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) }
            guard let length else { return true }
            return parts.count == 2 && parts[1].utf8.count >= length
        }

        private func flood(_ context: ChannelHandlerContext) {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 18)))
                .whenSuccess { bound.value.0.flood(bound.value.1) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
