import Runbook
import RunbookCompiler
package import World

/// Writers that nobody confirmed as fenced: accepted by a person, left behind by a promotion, settled when seen fenced.
extension RunMachine {
    /// Of a held emergency: the risk of two writers is taken, and the run goes on.
    mutating func acceptTwoWriters(_ node: NodeID, _ commands: inout [Command]) throws(Refusal) {
        guard isKnown(node) else { throw .unknownNode }
        guard let accepted = writersRisked(by: node) else { throw .noRiskOfTwoWriters }
        guard state.mode == .emergency else { throw .onlyInEmergency }
        let before = state.accepted
        for entry in accepted.entries { state.accepted.insert(entry.services, in: entry.region) }
        do throws(Refusal) {
            if case .fence = plan.operation(of: node) {
                try skip(node, &commands)
            } else {
                try retry(node, &commands)
            }
        } catch {
            state.accepted = before
            throw error
        }
    }

    private func writersRisked(by node: NodeID) -> Obligations? {
        var risked = Obligations()
        switch plan.operation(of: node) {
        case .fence(let region, let services):
            risked.insert(services, in: region)
        case .promote(let region, let services, _):
            for other in plan.topology.regionIndices where other != region {
                risked.insert(services.intersection(plan.topology.regions[other.index].services), in: other)
            }
        default:
            return nil
        }
        return risked
    }

    /// A promotion over a writer that nobody confirmed as fenced leaves an obligation behind.
    mutating func noteUnfenced(by node: NodeID, in world: WorldState) {
        guard !state.accepted.isEmpty, !state.nodes[node.index].status.isUndo,
            case .promote(let region, let services, _) = plan.operation(of: node)
        else { return }
        for entry in state.accepted.entries where entry.region != region {
            let unconfirmed = entry.services.intersection(services).filter {
                world[entry.region, $0].acknowledgesWrites != .no
            }
            guard !unconfirmed.isEmpty else { continue }
            state.nodes[node.index].flags.insert(.risky)
            state.obligations.insert(ServiceSet(unconfirmed), in: entry.region)
        }
    }

    /// The promotion was not done after all, so whoever was the writer rightly is.
    mutating func withdrawRisk(_ node: NodeID) {
        guard state.nodes[node.index].flags.remove(.risky) != nil,
            case .promote(_, let services, _) = plan.operation(of: node)
        else { return }
        var kept = services
        for index in plan.nodes.indices where state.nodes[index].flags.contains(.risky) {
            guard case .promote(_, let others, _) = plan.operation(of: NodeID(index)) else { continue }
            kept = kept.subtracting(others)
        }
        for entry in state.obligations.entries {
            state.obligations.remove(kept.subtracting(state.inherited[entry.region]), in: entry.region)
        }
    }

    /// What is seen as fenced or rebuilt is owed no more.
    mutating func settleObligations(in world: WorldState) {
        guard !state.obligations.isEmpty else { return }
        state.inherited.settle(in: world)
        state.obligations.settle(in: world)
    }

    /// A world with the regions marked that owe a fence.
    package func marked(_ world: WorldState) -> WorldState {
        guard !state.obligations.isEmpty else { return world }
        var (world, owed) = (world, state.obligations)
        owed.settle(in: world)
        world.mark(owed)
        return world
    }
}
