import Engine
import Runbook
import RunbookCompiler

/// An order with its step chosen when it is given.
package enum HuntOrder: Hashable, Sendable {
    case pause, proceed, rollback, stop, emergency, planned
    /// Of the step that the run is held for; the number picks another one when above zero.
    case retry(Int), skip(Int), accept(Int)

    func order(_ machine: RunMachine) -> Order {
        switch self {
        case .pause: .pause
        case .proceed: .proceed
        case .rollback: .rollback
        case .stop: .stop
        case .emergency: .switchMode(.emergency)
        case .planned: .switchMode(.planned)
        case .retry(let choice): .retry(HuntOrder.node(choice, machine))
        case .skip(let choice): .skip(HuntOrder.node(choice, machine))
        case .accept(let choice): .acceptTwoWriters(HuntOrder.node(choice, machine))
        }
    }

    private static func node(_ choice: Int, _ machine: RunMachine) -> NodeID {
        let stuck = machine.state.nodes.indices.filter {
            [.failed, .doubtful, .undoFailed].contains(machine.state.nodes[$0].status)
        }
        if choice < stuck.count { return NodeID(stuck[choice]) }
        return NodeID(choice % max(1, machine.plan.nodes.count))
    }
}
