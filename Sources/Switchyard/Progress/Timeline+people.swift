import Engine
import Runbook
import RunbookCompiler

/// What people told the run, in words.
extension Timeline {
    func answered(_ node: NodeID, _ answer: Answer) -> String {
        guard answer.isGranted else { return "declined" }
        let plan = "granted for plan \(digest.prefix(12))"
        guard let seen = answer.seen else { return plan }
        return "\(plan), having seen \(ApprovalFacts.numbers(seen, of: node, session.machine))"
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
