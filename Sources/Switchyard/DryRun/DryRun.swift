package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// What a run would do, found without doing anything: adapters only observed and measured.
package struct DryRun: Sendable {
    package var plan: Plan
    package var mode: Mode
    package var observed: WorldState
    package var steps: [DryRunStep]
    package var timing: PlanTiming
    /// Of each of the plan's gates, what it says now; nil for one that nothing samples.
    package var readings: [GateReading?]
    package var contradictions: [Contradiction]
    /// What would be true at the end, or where the dry run ends.
    package var end: String
    package var isComplete: Bool

    package static func make(_ plan: Plan, mode: Mode, regions: Regions, standing: Standing = Standing()) async
        -> DryRun
    {
        let adapters = regions.adapters
        let observed = standing.completing(await adapters.observe(), plan.topology)
        let owing = standing.obligations(in: plan.topology)
        if !regions.hasPast { await letWindowsFill(plan, regions.timekeeper) }
        let now = regions.timekeeper.now
        var readings: [GateReading?] = []
        for index in plan.gates.indices {
            guard plan.samplers.contains(where: { $0.gate == index }) else {
                readings.append(nil)
                continue
            }
            let measurements = await adapters.measure(GateEvaluator.queries(of: plan.gates[index]))
            let evaluator = GateEvaluator(topology: plan.topology, mode: mode, now: now, settledAt: nil)
            readings.append(evaluator.read(plan.gates[index], measurements))
        }
        var walk = DryRunWalk(
            plan: plan, startingFrom: observed, settleTime: adapters.settleTime, calls: adapters.calls(for: plan))
        walk.run(mode, owing: owing, triesRollbacks: true)
        let state = walk.session.machine.state
        return DryRun(
            plan: plan, mode: mode, observed: observed, steps: walk.steps, timing: PlanTiming(plan, mode: mode),
            readings: readings, contradictions: walk.contradictions,
            end: Truth(
                walk.session.machine.marked(walk.model), plan.topology,
                loss: promoted(plan, state) ? state.lossBound : nil
            ).sentence,
            isComplete: walk.isComplete)
    }

    /// The mirror of the regions remembers nothing from before it was made, so its time goes on by the longest window.
    private static func letWindowsFill(_ plan: Plan, _ timekeeper: any Timekeeper) async {
        let windows = plan.gates.flatMap { GateEvaluator.queries(of: $0).compactMap(\.window) }
        guard let longest = windows.max() else { return }
        await timekeeper.sleep(until: timekeeper.now + longest + .seconds(1))
    }

    /// A run that is refused, or whose way cannot be seen to its end, ends nowhere that could be foretold.
    package var prediction: String? { contradictions.isEmpty && isComplete ? end : nil }

    /// Whether a run has promoted anything.
    package static func promoted(_ plan: Plan, _ state: RunState) -> Bool {
        plan.nodes.indices.contains { index in
            guard case .promote = plan.operation(of: NodeID(index)) else { return false }
            return state.nodes[index].status == .done || state.nodes[index].flags.contains(.crossing)
        }
    }

    /// The order in which people read: as written where every edge leads forward, else by dependency.
    package var order: [NodeID] {
        let isForward = plan.nodes.indices.allSatisfy { node in
            plan.successors(of: NodeID(node)).allSatisfy { $0.index > node }
        }
        let nodes = isForward ? plan.nodes.indices.map(NodeID.init) : PlanOrder(plan).nodes
        return nodes.filter { plan.nodes[$0.index].kind != .join }
    }

    /// What the observed state was, so that a later run can tell whether it still is.
    package var facts: [(place: String, facts: String)] { StateText(plan.topology).facts(of: observed) }

    package var stateDigest: String { PlanDigest.hexadecimal(of: facts.map { "\($0.place): \($0.facts)" }) }
}
