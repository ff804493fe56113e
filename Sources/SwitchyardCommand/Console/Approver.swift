import Dispatch
import Engine
import Runbook
import RunbookCompiler
import Switchyard
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Answers a run's approvals: at once with `--yes`, by asking at a terminal, or not at all.
final class Approver: Sendable {
    private let environment: Environment
    private let person: String
    private let saysYes: Bool
    private let console: RunConsole
    private let adapters: AdapterSet
    private let inbox: Inbox
    private let run: String
    /// Questions that are open, so that one whose time is over stops being asked.
    private let open = Mutex<Set<NodeID>>([])
    private let queue = DispatchQueue(label: "approvals")

    init(
        environment: Environment, person: String, saysYes: Bool, console: RunConsole, adapters: AdapterSet,
        inbox: Inbox, run: String
    ) {
        self.environment = environment
        self.person = person
        self.saysYes = saysYes
        self.console = console
        self.adapters = adapters
        self.inbox = inbox
        self.run = run
    }

    func ask(_ node: NodeID, _ session: RunSession) {
        guard let question = ApprovalQuestion(node, session, environment: environment, person: person) else { return }
        if saysYes, question.objection == nil { return inbox.post(question.answer(true)) }
        guard question.objection == nil, Terminal.isInput, console.look != .json else { return explain(question) }
        open.withLock { _ = $0.insert(node) }
        let topology = session.plan.topology
        Task {
            let facts = ApprovalFacts.lines(await adapters.observe(), topology)
            queue.async { self.prompt(question, facts) }
        }
    }

    /// A question that nothing waits for any more is not asked any longer.
    func follow(_ session: RunSession) {
        open.withLock { open in
            open = open.filter { session.machine.state.nodes[$0.index].status == .asking }
        }
    }

    private func explain(_ question: ApprovalQuestion) {
        let why = question.objection.map { "\($0). " } ?? ""
        console.remark(
            "\(question.step) waits up to \(question.within) for \(question.need) of \(Truth.list(question.roles)): "
                + "\(question.ask) \(why)To answer, stop this with SIGTERM, which pauses the run, and then "
                + "\"switchyard resume \(run)\" at a terminal or with --yes.")
    }

    private func prompt(_ question: ApprovalQuestion, _ facts: [String]) {
        guard isOpen(question) else { return }
        console.pausePicture(true)
        defer { console.pausePicture(false) }
        Output.write("\n" + facts.map { "  \($0.printable)\n" }.joined())
        while isOpen(question) {
            Output.write("\(question.step): \(question.ask.printable) [y/n] ")
            guard let line = readLine(while: { self.isOpen(question) }) else {
                if isOpen(question) { explain(question) } else { Output.write("\nno longer asked\n") }
                return
            }
            switch line.lowercased() {
            case "y", "yes": return inbox.post(question.answer(true))
            case "n", "no": return inbox.post(question.answer(false))
            default: Output.write("Answer y or n.\n")
            }
        }
    }

    private func isOpen(_ question: ApprovalQuestion) -> Bool { open.withLock { $0.contains(question.node) } }

    /// A line from the terminal; nil at its end, or when the question is no longer open.
    private func readLine(while isWanted: () -> Bool) -> String? {
        var line: [UInt8] = []
        while isWanted() {
            var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 200) > 0 else { continue }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == 0x0A { return String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace } }
            line.append(byte)
        }
        return nil
    }
}
