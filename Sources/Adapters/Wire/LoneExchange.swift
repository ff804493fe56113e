import NIOCore
import NIOPosix
import Runbook

/// One question and its answer over a connection of its own. All of it happens on one event loop, so that whoever asks is
/// woken once: some of these questions fall into the time without a writer, and of others there are a thousand a second.
struct LoneExchange<Answer: Sendable>: Sendable {
    let endpoint: Endpoint
    /// Of the connection and the whole exchange.
    let timeout: Milliseconds
    /// Adds to a connection that has been made whoever asks, and fulfils the promise.
    let equip: @Sendable (any Channel, EventLoopPromise<Answer>, SentMark) throws -> Void

    struct Failure: Error {
        var error: any Error
        /// Whether anything has been sent.
        var isSent: Bool
    }

    /// - Throws: an error of the connection or of `equip`'s, `ExchangeFailure.overdue`, or `CancellationError`.
    func ask() async throws(Failure) -> Answer {
        // That of whoever asks, where it is one.
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let (answer, mark) = (loop.makePromise(of: Answer.self), SentMark())
        connect(on: loop).whenComplete { result in
            switch result {
            case .success(let channel):
                answer.futureResult.whenComplete { _ in channel.close(promise: nil) }
                do {
                    try equip(channel, answer, mark)
                } catch {
                    answer.fail(error)
                }
            case .failure(let error): answer.fail(error)
            }
        }
        let alarm = loop.scheduleTask(in: .milliseconds(timeout.rawValue)) {
            answer.fail(ExchangeFailure.overdue(isSent: mark.isSent))
        }
        defer { alarm.cancel() }
        do {
            return try await withTaskCancellationHandler {
                try await answer.futureResult.get()
            } onCancel: {
                answer.fail(CancellationError())
            }
        } catch {
            throw Failure(error: error, isSent: mark.isSent)
        }
    }

    private func connect(on loop: any EventLoop) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(.milliseconds(timeout.rawValue))
        switch endpoint {
        case .host(let host, let port):
            // An address needs no resolver, which would be another thread's.
            if let address = try? SocketAddress(ipAddress: host, port: port) { return bootstrap.connect(to: address) }
            return bootstrap.connect(host: host, port: port)
        case .socket(let path): return bootstrap.connect(unixDomainSocketPath: path)
        }
    }
}
