import Engine
import Runbook
import RunbookCompiler
import World

/// What the next moves of a state depend on.
extension Game {
    func reads(in state: GameState) -> Reads {
        var reads = Reads()
        for index in state.run.nodes.indices where state.run.nodes[index].status.isActive {
            let node = NodeID(index)
            if !state.run.nodes[index].status.isUndo {
                for sampler in plan.nodes[index].samplers {
                    note(plan.gates[plan.samplers[sampler].gate], state, &reads)
                }
            }
            switch plan.nodes[index].kind {
            case .effect: note(node, state, &reads)
            case .approval: for guarded in machine.guarded(by: node) { note(guarded, state, &reads) }
            default: break
            }
        }
        return reads
    }

    private func note(_ gate: PlanGate, _ state: GameState, _ reads: inout Reads) {
        for query in GateEvaluator.queries(of: gate) {
            reads.services |= query.region.bit
            switch query.metric {
            case .replicationLag, .replicationLagBytes, .bandwidth: reads.data |= upstream(of: query.region, state)
            default: break
            }
        }
    }

    private func note(_ node: NodeID, _ state: GameState, _ reads: inout Reads) {
        let isWayBack = state.run.nodes[node.index].status.isUndo || plan.isBranch(node)
        switch plan.operation(of: node) {
        case .shift(let index, _, _):
            let pair = plan.pairs[index]
            reads.services |= pair.from.bit | pair.to.bit
            if isWayBack || !plan.approvals.isEmpty {
                reads.data |= upstream(of: pair.from, state) | upstream(of: pair.to, state)
            }
            if isWayBack { reads.regions = .max }
        case .promote(let region, _, _):
            reads.regions = .max
            reads.data |= upstream(of: region, state)
        case .replicate(let from, let to, _):
            reads.regions = .max
            reads.data |= from.bit | to.bit
        case .fence(let region, _):
            reads.regions |= isWayBack ? .max : region.bit
        case .scale(let region, _, _): reads.regions |= region.bit
        case .verify(let from, let to, _): reads.regions |= from.bit | to.bit
        case .prepare, .custom, .notify, nil: break
        }
    }

    /// A region and those that its data comes through.
    private func upstream(of region: RegionIndex, _ state: GameState) -> UInt32 {
        var (mask, added) = (region.bit, region.bit)
        while added != 0 {
            var next: UInt32 = 0
            for other in plan.topology.regionIndices where added & other.bit != 0 {
                for service in plan.topology.stateful {
                    if case .region(let source) = state.truth[other, service].source { next |= source.bit }
                }
            }
            added = next & ~mask
            mask |= next
        }
        return mask
    }
}
