import NIOCore
import Runbook

/// One question in text over a connection of its own, answered by all that comes until the server closes it.
struct TextExchange: Sendable {
    let endpoint: Endpoint
    /// Of the connection and the whole exchange.
    let timeout: Milliseconds

    static let longestAnswer = 4 << 20

    func ask(_ question: String) async throws(ExchangeFailure) -> String {
        let exchange = LoneExchange<String>(endpoint: endpoint, timeout: timeout) { channel, answer, mark in
            try channel.pipeline.syncOperations.addHandler(TextListener(question, answer, mark))
        }
        do throws(LoneExchange<String>.Failure) {
            return try await exchange.ask()
        } catch {
            if let known = error.error as? ExchangeFailure { throw known }
            let why = ConnectionTrouble.sentence(error.error)
            throw error.isSent ? .cutOff(why: why) : .unreachable(why: why)
        }
    }
}
