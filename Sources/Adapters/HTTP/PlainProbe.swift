import NIOCore
import NIOHTTP1
import Runbook

/// Asks a URL without TLS for its status. It costs half of what a client with a pool of connections takes, and there may be
/// thousands to ask.
struct PlainProbe: Sendable {
    private let endpoint: Endpoint
    private let head: HTTPRequestHead
    private let timeout: Milliseconds

    /// Nil for a URL that needs another client.
    init?(_ url: ServerURL, timeout: Milliseconds) {
        guard let endpoint = url.plainEndpoint else { return nil }
        self.endpoint = endpoint
        self.timeout = timeout
        head = HTTPRequestHead(
            version: .http1_1, method: .GET, uri: url.path.isEmpty ? "/" : url.path,
            headers: ["Host": url.authority, "Accept": "*/*", "Connection": "close"])
    }

    func status() async throws(ExchangeFailure) -> Int {
        let exchange = LoneExchange<Int>(endpoint: endpoint, timeout: timeout) { [head] channel, answer, mark in
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTPClientHandlers(enableOutboundHeaderValidation: false)
            try pipeline.addHandler(StatusListener(head, answer, mark))
        }
        do throws(LoneExchange<Int>.Failure) {
            return try await exchange.ask()
        } catch {
            throw PlainProbe.failure(error.error)
        }
    }

    private static func failure(_ error: any Error) -> ExchangeFailure {
        switch error {
        case let error as ExchangeFailure: error
        case ChannelError.connectTimeout: .overdue(isSent: false)
        default: ConnectionTrouble.broken(error) ?? .unreachable(why: ConnectionTrouble.sentence(error))
        }
    }
}
