import Engine
import Runbook
import RunbookCompiler

/// What people told the run, in words.
extension Timeline {
    func answered(_ node: NodeID, _ answer: Answer) -> String {
        guard answer.isGranted else { return "declined" }
        let plan = "granted for plan \(PlanDigest.hexadecimal(of: plan).prefix(12))"
        let numbers = answer.seen.flatMap { ApprovalFacts.numbers($0, of: node, session.machine) }
        return numbers.map { "\(plan), having seen \($0)" } ?? plan
    }

    /// What a person told the run.
    func word(_ event: Event) -> String {
        switch event {
        case .ordered(let order): word(order)
        case .answered(let node, let answer):
            "\(plan.labels[node.index].id) \(answer.isGranted ? "granted" : "declined")"
        default: "something else"
        }
    }

    func word(_ order: Order) -> String {
        func id(_ node: NodeID) -> String { plan.labels[node.index].id }
        return switch order {
        case .pause: "pause"
        case .proceed: "go on"
        case .retry(let node): "retry \(id(node))"
        case .skip(let node): "skip \(id(node))"
        case .acceptTwoWriters(let node): "accept the risk of two writers at \(id(node))"
        case .rollback: "roll back"
        case .stop: "stop, without a rollback"
        case .giveWay: "give way to another run"
        case .switchMode(let mode): "go on as \(mode.rawValue)"
        }
    }
}
