package import Engine
import Runbook
import RunbookCompiler

/// What can be told a run as it stands, as the command line says it: what its machine would accept, of the first few
/// steps that wait for a person, and how another run takes the place of a held one.
package enum OpenVerbs {
    private static let mostSteps = 3

    /// Of a run that rests or asks; empty for one that goes on by itself and has ended.
    package static func commands(_ run: String, _ machine: RunMachine) -> [String] {
        let (state, plan) = (machine.state, machine.plan)
        func id(_ index: Int) -> String { plan.labels[index].id }
        var commands: [String] = []
        for index in plan.nodes.indices {
            guard case .approval(let approval) = plan.nodes[index].kind else { continue }
            let isExpired = state.phase == .held && state.expired[approval] != nil
            if state.nodes[index].status == .asking {
                commands += ["switchyard approve \(run) \(id(index))", "switchyard decline \(run) \(id(index))"]
            } else if isExpired {
                commands.append("switchyard approve \(run) \(id(index))")
            }
        }
        guard state.phase == .held || state.phase == .paused else { return commands }
        var orders: [(order: Order, command: String)] = Self.undecided(machine).prefix(mostSteps).flatMap { node in
            [
                (Order.retry(node), "switchyard retry \(run) \(id(node.index))"),
                (.skip(node), "switchyard skip \(run) \(id(node.index)) --reason TEXT"),
                (.acceptTwoWriters(node), "switchyard accept-two-writers \(run) \(id(node.index)) --reason TEXT"),
            ]
        }
        if goesOnByItself(machine) { orders.append((.proceed, "switchyard resume \(run)")) }
        let other: Mode = state.mode == .planned ? .emergency : .planned
        orders += [
            (.rollback, "switchyard rollback \(run)"), (.stop, "switchyard stop \(run)"),
            (.switchMode(other), "switchyard switch-mode \(run) \(other.rawValue)"),
            (.giveWay, "switchyard run FILE --mode emergency --supersede \(run)"),
        ]
        return commands
            + orders.filter { order, _ in
                var trial = machine
                return (try? trial.handle(.ordered(order))) != nil
            }.map(\.command)
    }

    /// Steps of which a person has to say what becomes of them.
    static func undecided(_ machine: RunMachine) -> [NodeID] {
        machine.state.nodes.indices.filter {
            [.failed, .doubtful, .undoFailed].contains(machine.state.nodes[$0].status)
        }.map(NodeID.init)
    }

    /// Whether a run at rest only has to be told to go on: there is no step to decide about.
    package static func goesOnByItself(_ machine: RunMachine) -> Bool {
        var trial = machine
        guard (try? trial.handle(.ordered(.proceed))) != nil else { return false }
        return machine.state.phase == .paused || undecided(machine).isEmpty
    }
}
