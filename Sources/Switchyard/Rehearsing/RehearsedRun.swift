import Engine
import Runbook
import RunbookCompiler
package import Simulation

/// A runbook rehearsed over many seeds, with one of the rehearsals looked at closely.
package struct RehearsedRun: Sendable {
    package var prepared: PreparedRun
    /// What was rehearsed before.
    package var before: PreparedRun?
    package var seed: UInt64
    package var forecast: RehearsalForecast
    /// The rehearsal of the first seed, sampled over time.
    package var charted: RehearsalReport

    var plan: Plan { prepared.plan }

    /// How often the charted rehearsal is sampled.
    private static let sampling = Milliseconds.seconds(1)

    /// Rehearses once for each seed, on every core. No store is read or written.
    package static func make(_ request: RehearsalRequest) async throws(OrchestratorError) -> RehearsedRun {
        guard RehearsalRequest.seedCounts.contains(request.seeds) else {
            let range = RehearsalRequest.seedCounts
            throw OrchestratorError(
                .unusable, "\(request.seeds) is no number of seeds",
                help: "Give one from \(range.lowerBound) to \(range.upperBound)")
        }
        var run = request.run
        run.isFresh = true
        let prepared = try PreparedRun.prepare(run, for: .dryRun)
        let stage = try RehearsalStage(prepared, after: request.after)
        let first = request.firstSeed ?? prepared.environment.simulation.seed
        let world = try stage.world(seed: first)
        try stage.preflight(world)
        var settings = stage.settings
        settings.sampling = sampling
        let charted = Rehearsal.run(prepared.plan, in: world, settings)
        let seeds = (0..<UInt64(request.seeds)).dropFirst().map { first &+ $0 }
        let others = try await rehearse(stage, seeds)
        let result = RehearsalResult(charted, seed: first, expecting: stage.expectation)
        return RehearsedRun(
            prepared: prepared, before: stage.before, seed: first, forecast: RehearsalForecast([result] + others),
            charted: charted)
    }

    private static func rehearse(
        _ stage: RehearsalStage, _ seeds: [UInt64]
    ) async throws(OrchestratorError) -> [RehearsalResult] {
        let outcomes = await withTaskGroup(of: (Int, Result<RehearsalResult, OrchestratorError>).self) { group in
            for (index, seed) in seeds.enumerated() {
                group.addTask {
                    (index, Result { () throws(OrchestratorError) in try stage.result(seed: seed) })
                }
            }
            var outcomes: [Int: Result<RehearsalResult, OrchestratorError>] = [:]
            for await (index, outcome) in group { outcomes[index] = outcome }
            return outcomes
        }
        var results: [RehearsalResult] = []
        for index in seeds.indices {
            guard let outcome = outcomes[index] else { continue }
            results.append(try outcome.get())
        }
        return results
    }
}
