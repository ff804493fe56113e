import NIOCore
import NIOPosix
import Runbook

/// Questions to a name server, by UDP.
struct DNSExchange: Sendable {
    let host: String
    let port: Int
    let timeout: Milliseconds

    /// Packets get lost: it is asked anew within its time.
    private static let attempts = 3

    func ask(_ name: String, _ type: DNSMessage.RecordType) async throws(ExchangeFailure) -> DNSMessage.Answer {
        do {
            return try await withThrowingTaskGroup(of: DNSMessage.Answer?.self) { group in
                group.addTask { try await converse(name, type) }
                group.addTask {
                    try await Task.sleep(for: .milliseconds(timeout.rawValue))
                    return nil
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() ?? nil else { throw ExchangeFailure.overdue(isSent: true) }
                return answer
            }
        } catch let failure as ExchangeFailure {
            throw failure
        } catch {
            throw .unreachable(why: ConnectionTrouble.sentence(error))
        }
    }

    private func converse(_ name: String, _ type: DNSMessage.RecordType) async throws -> DNSMessage.Answer? {
        let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
        let bootstrap = DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let channel = try await bootstrap.connect(to: address) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<AddressedEnvelope<ByteBuffer>, AddressedEnvelope<ByteBuffer>>(
                    wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            let id = UInt16.random(in: .min ... .max)
            let question = DNSMessage.question(name, type, id: id)
            let pause = timeout.rawValue / Int64(DNSExchange.attempts + 1)
            return try await withThrowingTaskGroup(of: DNSMessage.Answer?.self) { group in
                group.addTask {
                    for _ in 1...DNSExchange.attempts {
                        try await outbound.write(AddressedEnvelope(remoteAddress: address, data: question))
                        try await Task.sleep(for: .milliseconds(pause))
                    }
                    try await Task.sleep(for: .seconds(86_400))
                    return nil
                }
                group.addTask {
                    for try await envelope in inbound {
                        if let answer = DNSMessage.answer(envelope.data, to: id, type) { return answer }
                    }
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        }
    }
}
