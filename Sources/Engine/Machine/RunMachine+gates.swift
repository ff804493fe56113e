import Runbook
import RunbookCompiler

/// Gates and watches: counting samples.
extension RunMachine {
    func ownGate(of node: NodeID) -> Int { plan.samplers[plan.nodes[node.index].samplers.lowerBound].gate }

    mutating func startSamplers(of node: NodeID, _ commands: inout [Command]) {
        for sampler in plan.nodes[node.index].samplers {
            state.samplers[sampler] = SamplerState()
            requestSample(sampler, &commands)
        }
    }

    mutating func requestSample(_ sampler: Int, _ commands: inout [Command]) {
        state.samplers[sampler].isOutstanding = true
        commands.append(.sample(sampler))
    }

    mutating func sampled(_ sampler: Int, _ verdict: Verdict, _ commands: inout [Command]) throws(Refusal) {
        guard state.samplers.indices.contains(sampler) else { throw .unknownNode }
        let node = plan.samplers[sampler].node
        guard state.samplers[sampler].isOutstanding, isWatched(node) else { throw .stale }
        state.samplers[sampler].isOutstanding = false
        if state.samplers[sampler].isObsolete {
            state.samplers[sampler].isObsolete = false
            return requestSample(sampler, &commands)
        }
        count(verdict, sampler)
        let gate = plan.gates[plan.samplers[sampler].gate]
        let counters = state.samplers[sampler]
        if counters.breaches > gate.toleratedBreaches || counters.unknown > gate.toleratedUnknown {
            samplingFailed(sampler, node, &commands)
        } else if plan.samplers[sampler].role == .gate, counters.passes >= gate.passes {
            cancelTimers(of: node, &commands)
            finish(node, &commands)
        } else {
            commands.append(.startTimer(.sample(sampler), gate.every))
        }
    }

    /// Gates and watches concern a node on its way forward.
    func isWatched(_ node: NodeID) -> Bool {
        state.nodes[node.index].status.isActive && !state.nodes[node.index].status.isUndo
    }

    /// In a gate tolerances count over all samples, in a watch in a row.
    private mutating func count(_ verdict: Verdict, _ sampler: Int) {
        var counters = state.samplers[sampler]
        let isWatch = plan.samplers[sampler].role == .watch
        switch verdict {
        case .holds:
            counters.passes = increment(counters.passes)
            if isWatch { (counters.breaches, counters.unknown) = (0, 0) }
        case .breaches:
            counters.passes = 0
            counters.breaches = increment(counters.breaches)
            if isWatch { counters.unknown = 0 }
        case .unknown:
            counters.passes = 0
            counters.unknown = increment(counters.unknown)
            if isWatch { counters.breaches = 0 }
        case .notYet:
            break
        }
        state.samplers[sampler] = isWatch ? watchView(counters) : counters
    }

    /// A watch never passes, so its passes are not part of the state.
    private func watchView(_ counters: SamplerState) -> SamplerState {
        var view = counters
        view.passes = 0
        return view
    }

    private func increment(_ counter: UInt8) -> UInt8 { counter == .max ? counter : counter + 1 }

    private mutating func samplingFailed(_ sampler: Int, _ node: NodeID, _ commands: inout [Command]) {
        if plan.samplers[sampler].role == .gate {
            fail(node, .gateFailed, &commands)
        } else {
            fail(node, .watchFailed(sampler: sampler), &commands)
        }
    }
}
