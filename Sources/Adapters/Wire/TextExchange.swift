import NIOCore
import NIOPosix
import Runbook
import Synchronization

/// One question in text over a connection of its own, answered by all that comes until the server closes it.
struct TextExchange: Sendable {
    let endpoint: Endpoint
    /// Of the connection and the whole exchange.
    let timeout: Milliseconds

    static let longestAnswer = 4 << 20

    /// Whether anything has been sent.
    private final class Mark: Sendable {
        private let isSet = Atomic(false)
        var isSent: Bool { isSet.load(ordering: .acquiring) }
        func set() { isSet.store(true, ordering: .releasing) }
    }

    func ask(_ question: String) async throws(ExchangeFailure) -> String {
        let mark = Mark()
        do {
            return try await withThrowingTaskGroup(of: String?.self) { [self] group in
                group.addTask { try await converse(question, mark) }
                group.addTask { [timeout] in
                    try await Task.sleep(for: .milliseconds(timeout.rawValue))
                    return nil
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() ?? nil else {
                    throw ExchangeFailure.overdue(isSent: mark.isSent)
                }
                return answer
            }
        } catch let failure as ExchangeFailure {
            throw failure
        } catch {
            let why = ConnectionTrouble.sentence(error)
            throw mark.isSent ? .cutOff(why: why) : .unreachable(why: why)
        }
    }

    private func converse(_ question: String, _ mark: Mark) async throws -> String {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            try Task.checkCancellation()
            mark.set()
            try await outbound.write(ByteBuffer(string: question))
            var answer = ByteBuffer()
            for try await part in inbound {
                answer.writeImmutableBuffer(part)
                if answer.readableBytes > TextExchange.longestAnswer {
                    throw ExchangeFailure.flooded(limit: TextExchange.longestAnswer)
                }
            }
            return String(buffer: answer)
        }
    }

    private func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.milliseconds(timeout.rawValue))
        let wrapped: @Sendable (any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> = { channel in
            channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
        }
        return switch endpoint {
        case .host(let host, let port):
            try await bootstrap.connect(host: host, port: port, channelInitializer: wrapped)
        case .socket(let path): try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: wrapped)
        }
    }
}
