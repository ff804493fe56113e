package import Runbook

extension Plan {
    /// The longest that a node may take in a mode; nothing when it does not take place in it.
    package func worst(_ node: NodeID, in mode: Mode) -> Milliseconds {
        let value = nodes[node.index]
        guard value.when.admits(mode) else { return .zero }
        switch value.kind {
        case .join: return .zero
        case .effect: return value.timeout
        case .gate: return value.samplers.first.map { gates[samplers[$0].gate].within } ?? .zero
        case .wait(let length, _): return length
        case .approval(let approval): return approvals[approval].within
        case .finally: return finallyBudget
        }
    }

    /// How long a node takes in a mode when nothing goes wrong and people answer within half a minute.
    package func expected(_ node: NodeID, in mode: Mode) -> Milliseconds {
        let value = nodes[node.index]
        guard value.when.admits(mode) else { return .zero }
        switch value.kind {
        case .join: return .zero
        case .effect(let operation): return min(expected(operations[operation]), value.timeout)
        case .gate:
            guard let sampler = value.samplers.first else { return .zero }
            let gate = gates[samplers[sampler].gate]
            return gate.every * Int64(max(0, Int(gate.passes) - 1))
        case .wait(let length, _): return length
        case .approval(let approval): return min(.seconds(30), approvals[approval].within)
        case .finally: return .seconds(1)
        }
    }

    /// What an operation takes as the adapters declare it, or else on the kind of servers that this is for.
    package func expected(_ operation: Operation) -> Milliseconds {
        switch operation {
        case .shift: durations[.shift] ?? .seconds(2)
        case .fence: durations[.fence] ?? .seconds(2)
        case .prepare: durations[.prepare] ?? .seconds(3)
        case .promote: durations[.promote] ?? .seconds(10)
        case .verify: durations[.verify] ?? .seconds(10)
        case .replicate: durations[.replicate] ?? .seconds(30)
        case .scale: durations[.scale] ?? .seconds(60)
        case .custom(let action): actions[action].expectedDuration
        case .notify: durations[.notify] ?? .seconds(1)
        }
    }
}
