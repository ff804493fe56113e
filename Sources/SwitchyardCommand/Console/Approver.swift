import Dispatch
import Engine
import Runbook
import RunbookCompiler
import Switchyard
import Synchronization

/// Answers a run's approvals in its executor's process: at once with `--yes`, by asking at a terminal, or not at all.
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
        if saysYes, question.objection == nil { return grant(question) }
        guard question.objection == nil, Terminal.isInput, console.look != .json else { return explain(question) }
        open.withLock { _ = $0.insert(node) }
        look(question)
    }

    /// A question that nothing waits for any more is not asked any longer.
    func follow(_ session: RunSession) {
        open.withLock { open in
            open = open.filter { session.machine.state.nodes[$0.index].status == .asking }
        }
    }

    private func grant(_ question: ApprovalQuestion) {
        Task {
            let world = await adapters.observe()
            inbox.post(question.answer(true, seen: question.terms(in: world), in: world))
        }
    }

    private func explain(_ question: ApprovalQuestion) {
        let why = question.objection.map { "\($0). " } ?? ""
        console.remark(
            "\(question.step) waits up to \(question.within) for \(question.need) of \(question.who): "
                + "\(question.ask) \(why)To answer, from any terminal: \"switchyard approve \(run) \(question.step)\", "
                + "or decline.")
    }

    private func look(_ question: ApprovalQuestion) {
        Task {
            let world = await adapters.observe()
            let seen = question.terms(in: world)
            queue.async { self.prompt(question, question.facts(world), seen) }
        }
    }

    private func prompt(_ question: ApprovalQuestion, _ facts: [String], _ seen: ApprovalTerms) {
        guard isOpen(question) else { return }
        console.pausePicture(true)
        defer { console.pausePicture(false) }
        Output.write("\n" + facts.map { "  \($0.printable)\n" }.joined())
        while isOpen(question) {
            Output.write("\(question.step): \(question.ask.printable) [y/n] ")
            switch Keyboard.shared.readLine(while: { self.isOpen(question) }) {
            case .none:
                if isOpen(question) { explain(question) } else { Output.write("\nno longer asked\n") }
                return
            case .interrupted: continue
            case .text(let line):
                switch line.lowercased() {
                case "y", "yes": return post(question, true, seen)
                case "n", "no": return post(question, false, seen)
                default: Output.write("Answer y or n.\n")
                }
            }
        }
    }

    /// What was seen is held against what is there now; whoever took too long looks again.
    private func post(_ question: ApprovalQuestion, _ isGranted: Bool, _ seen: ApprovalTerms) {
        Task {
            let world = await adapters.observe()
            inbox.post(
                question.answer(isGranted, seen: seen, in: world) { refusal in
                    guard let refusal else { return }
                    self.console.remark("\(question.step): not granted, because \(refusal.sentence)")
                    if case .numbersGrew = refusal { self.look(question) }
                })
        }
    }

    private func isOpen(_ question: ApprovalQuestion) -> Bool { open.withLock { $0.contains(question.node) } }
}
