import Engine
import Runbook
import RunbookCompiler
import Simulation
import World

/// Everything that the rehearsals of one request have in common; only their seeds differ.
struct RehearsalStage: Sendable {
    var prepared: PreparedRun
    /// What is rehearsed before.
    var before: PreparedRun?

    /// - Parameter after: a runbook that is rehearsed before, planned and without faults.
    init(_ prepared: PreparedRun, after: String?) throws(OrchestratorError) {
        self.prepared = prepared
        guard let after else { return }
        var run = RunRequest(runbook: after, environment: prepared.environment.file)
        run.libraries = prepared.request.libraries
        run.isFresh = true
        before = try PreparedRun.prepare(run, for: .dryRun)
    }

    private var plan: Plan { prepared.plan }

    var settings: RehearsalSettings {
        RehearsalSettings(
            mode: prepared.mode, approvals: prepared.faults?.approvals ?? .granted, faults: prepared.faults)
    }

    /// What the fault plan says of the end, when it was written for this runbook.
    var expectation: FaultPlan.Expectation? {
        guard let faults = prepared.faults, faults.runbook.value == prepared.runbook else { return nil }
        return faults.expect
    }

    /// The regions as the rehearsal of a seed begins in them.
    func world(seed: UInt64) throws(OrchestratorError) -> SimulatedWorld {
        var world = try Composition.world(of: prepared.environment, seed: seed)
        if let before {
            RehearsalStage.fillWindows(of: before.plan, in: &world)
            let report = Rehearsal.run(before.plan, in: world, RehearsalSettings(mode: before.mode))
            guard report.outcome == .succeeded else { throw refusal(report, before, seed) }
            world = report.world
        }
        RehearsalStage.fillWindows(of: plan, in: &world)
        return world
    }

    func result(seed: UInt64) throws(OrchestratorError) -> RehearsalResult {
        let report = Rehearsal.run(plan, in: try world(seed: seed), settings)
        return RehearsalResult(report, seed: seed, expecting: expectation)
    }

    /// Refuses a runbook that contradicts the regions before anything has happened to them.
    func preflight(_ world: SimulatedWorld) throws(OrchestratorError) {
        let found = RehearsalStage.refusal(of: plan, prepared.mode, world.observation(), prepared.environment)
        guard var refusal = found else { return }
        if before == nil {
            let stop = refusal.help.hasSuffix(".") ? "" : "."
            refusal.help += stop + " To begin where another runbook ends: --after FILE"
        }
        throw refusal
    }

    /// Nil when nothing of a runbook contradicts the regions.
    static func refusal(
        of plan: Plan, _ mode: Mode, _ observed: WorldState, _ environment: Environment
    ) -> OrchestratorError? {
        var walk = DryRunWalk(
            plan: plan, startingFrom: observed, settleTime: environment.simulation.dnsTimeToLive)
        walk.run(mode, owing: Obligations(), triesRollbacks: false)
        return Preflight.refusal(walk.contradictions, plan: plan, observed: observed)
    }

    /// Where a proof begins: as the environment's own seed has it, unless the runbook contradicts that.
    func start() throws(OrchestratorError) -> WorldState {
        let world = try world(seed: prepared.environment.simulation.seed)
        try preflight(world)
        return world.observation()
    }

    /// Real regions have a past, and these begin without one: they go on by the longest window that a gate looks at.
    private static func fillWindows(of plan: Plan, in world: inout SimulatedWorld) {
        let windows = plan.gates.flatMap { GateEvaluator.queries(of: $0).compactMap(\.window) }
        guard let longest = windows.max() else { return }
        world.advance(to: world.clock + longest + .seconds(1))
    }

    private func refusal(_ report: RehearsalReport, _ before: PreparedRun, _ seed: UInt64) -> OrchestratorError {
        let standing = CauseText.phase(report.session.machine.state, before.plan)
        return OrchestratorError(
            .refused, "\(before.runbook), which is to come before, does not succeed with seed \(seed): \(standing)",
            help: "Look at it with \"switchyard rehearse \(before.runbook) --seeds 1 --seed \(seed)\"")
    }
}
