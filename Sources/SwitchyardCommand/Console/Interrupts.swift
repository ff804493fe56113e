import Dispatch
import Engine
import Switchyard
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Signals to a process that executes a run. SIGINT asks at a terminal what is wanted, and a second one stops the run;
/// SIGTERM and SIGHUP pause it durably. Whoever insists leaves it as it is, to `resume`.
final class Interrupts: Sendable {
    private struct Count {
        var interrupts = 0
        var terminations = 0
    }

    /// Sources may be cancelled from anywhere, which their type does not say.
    private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []
    private let count = Mutex(Count())
    private let menuQueue = DispatchQueue(label: "menu")
    private let inbox: Inbox
    private let person: String
    private let console: RunConsole

    init(_ inbox: Inbox, person: String, console: RunConsole) {
        self.inbox = inbox
        self.person = person
        self.console = console
        let queue = DispatchQueue(label: "signals")
        sources = Interrupts.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in number == SIGINT ? interrupted() : terminated(number) }
            return source
        }
        for source in sources { source.resume() }
    }

    func cancel() { for source in sources { source.cancel() } }

    private func interrupted() {
        let number = count.withLock { count in
            count.interrupts += 1
            return count.interrupts
        }
        switch number {
        case 1 where Terminal.isInput && console.look != .json: menuQueue.async { self.ask() }
        case 1: order(.pause, "interrupted", "pausing, once what is in flight has settled; again to stop")
        case 2: order(.stop, "interrupted twice", "stopping without a rollback; again to leave it as it is")
        default: leave("left as it is")
        }
    }

    private func terminated(_ number: Int32) {
        let isFirst = count.withLock { count in
            count.terminations += 1
            return count.terminations == 1
        }
        guard isFirst else { leave("left as it is") }
        console.remark("pausing, once what is in flight has settled; a second signal leaves at once")
        let detail = RunSession.detail(of: person, number == SIGHUP ? "its terminal went away" : "SIGTERM")
        inbox.post(
            Arrival(
                .ordered(.pause), detail: detail,
                from: Sender(person) { [self] refusal in
                    // A rollback or an end that is under way is not paused; it is as durable as the rest.
                    if refusal != nil { leave("it cannot be paused now, and is left as it is") }
                }))
    }

    private func ask() {
        console.pausePicture(true)
        defer { console.pausePicture(false) }
        while count.withLock({ $0.interrupts == 1 }) {
            Output.write("\n(p)ause, (r)oll back, (s)top without a rollback, or (g)o on? Ctrl-C again stops. ")
            let answer = Keyboard.shared.readLine { self.count.withLock { $0.interrupts == 1 } }
            guard case .text(let text) = answer else { break }
            switch text.lowercased() {
            case "p", "pause": order(.pause, "chosen at Ctrl-C", "pausing, once what is in flight has settled")
            case "r", "rollback": order(.rollback, "chosen at Ctrl-C", "rolling back")
            case "s", "stop": order(.stop, "chosen at Ctrl-C", "stopping without a rollback")
            case "g", "": Output.write("going on\n")
            default: continue
            }
            count.withLock { $0.interrupts = 0 }
        }
    }

    private func order(_ order: Order, _ why: String, _ remark: String) {
        console.remark(remark)
        inbox.post(
            Arrival(
                .ordered(order), detail: RunSession.detail(of: person, why),
                from: Sender(person) { [console] refusal in
                    if let refusal { console.remark("that is not done, because \(refusal.sentence)") }
                }))
    }

    private func leave(_ words: String) -> Never {
        console.close()
        Output.complain("\(words); \"switchyard resume\" takes it up\n")
        Output.exit(.failed)
    }

    /// By which people and systems ask a process to end.
    static var numbers: [Int32] { ignoresHangup ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP] }

    /// Started with nohup, so as to go on without its terminal.
    private static var ignoresHangup: Bool {
        var action = sigaction()
        guard sigaction(SIGHUP, nil, &action) == 0 else { return false }
        // The handler comes first; that it is SIG_IGN cannot be compared in Swift.
        return withUnsafeBytes(of: action) { $0.load(as: UInt.self) } == 1
    }
}
