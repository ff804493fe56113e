import Dispatch
import Foundation

/// Work that goes on until somebody stops it, and then ends as it should.
enum Stopping {
    /// SIGINT, SIGTERM and a terminal that is gone cancel it; whoever insists ends the process.
    static func bySignals(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        let sources = Interrupts.numbers.map { (number: Int32) -> any DispatchSourceSignal in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "stopping"))
            source.setEventHandler {
                if task.isCancelled { exit(128 + number) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
