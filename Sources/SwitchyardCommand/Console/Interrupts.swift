import Dispatch
import Engine
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Signals that ask the command to leave: the first pauses the run durably, a second leaves it to `resume`.
final class Interrupts: Sendable {
    /// Sources may be cancelled from anywhere, which their type does not say.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]
    private let count = Mutex(0)

    init(_ inbox: Inbox, person: String, console: RunConsole) {
        let queue = DispatchQueue(label: "signals")
        let numbers = Interrupts.ignoresHangup ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: queue)
        }
        for source in sources {
            source.setEventHandler { [self] in
                let isFirst = count.withLock { count in
                    count += 1
                    return count == 1
                }
                guard isFirst else {
                    console.close()
                    Output.complain("left as it is; \"switchyard resume\" takes it up\n")
                    Output.exit(.failed)
                }
                console.remark("pausing, once what is in flight has settled; a second signal leaves at once")
                inbox.post(.ordered(.pause), detail: person)
            }
            source.resume()
        }
    }

    /// Started with nohup, so as to go on without its terminal.
    private static var ignoresHangup: Bool {
        var action = sigaction()
        guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
        // The handler comes first; that it is SIG_IGN cannot be compared in Swift.
        return withUnsafeBytes(of: action) { $0.load(as: UInt.self) } == 1
    }

    func cancel() { for source in sources { source.cancel() } }
}
