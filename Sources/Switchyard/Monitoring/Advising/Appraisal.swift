import Engine
package import Monitoring
import Prover
package import Runbook
import RunbookCompiler
import Simulation
import World

/// What a failover would come to in simulated regions with a change, told by the forecast, and tried out.
package struct Appraisal: Sendable {
    let lookout: Lookout
    let forecast: RunbookForecast
    let source: String
    let target: String

    init(_ lookout: Lookout, _ forecast: RunbookForecast, from source: String, to target: String) {
        self.lookout = lookout
        self.forecast = forecast
        self.source = source
        self.target = target
    }

    private static let seeds: ClosedRange<UInt64> = 101...109
    /// Who starts a rehearsal.
    private static let initiator = "initiator"

    private func changed(_ change: Change?) -> Environment {
        change.map { $0.applied(to: lookout.environment) } ?? lookout.environment
    }

    private func prepared(_ mode: Mode, _ change: Change?) throws(OrchestratorError) -> PreparedRun? {
        try forecast.prepared(
            mode, from: source, to: target, in: lookout, changed(change), setting: change?.parameters ?? [:])
    }

    /// By the forecast, with durations that were measured.
    func forecastTime(
        _ mode: Mode, with change: Change? = nil, _ book: DurationBook
    ) throws(OrchestratorError) -> RecoveryTime? {
        guard let prepared = try prepared(mode, change) else { return nil }
        let world = try Composition.world(of: prepared.environment, seed: 1)
        let settle = prepared.regions.adapters.settleTime
        return RecoveryTime(prepared.plan, mode: mode, book, from: world.observation(), settleTime: settle)
    }

    /// How long the whole run takes by the forecast.
    func forecastDuration(
        _ mode: Mode, with change: Change? = nil, _ book: DurationBook
    ) throws(OrchestratorError) -> Milliseconds? {
        try prepared(mode, change).map { prepared in
            let settle = prepared.regions.adapters.settleTime
            return RunDuration.forecast(prepared.plan, mode: mode, book, settleTime: settle)
        }
    }

    /// How long steps take in rehearsals as things are.
    func book() throws(OrchestratorError) -> DurationBook {
        var book = DurationBook()
        for mode in [Mode.emergency, .planned] {
            guard let prepared = try prepared(mode, nil) else { continue }
            for seed in Appraisal.seeds {
                let report = try rehearse(prepared, seed)
                let spans = NodeSpans(report.records, of: prepared.plan, initiator: Appraisal.initiator)
                book.learn(spans, of: prepared.plan)
            }
        }
        return book
    }

    /// In rehearsals, the median: what the forecast is held against.
    package func triedTime(
        _ mode: Mode, with change: Change? = nil, seeds: ClosedRange<UInt64>
    ) throws(OrchestratorError) -> Milliseconds? {
        guard let prepared = try prepared(mode, change) else { return nil }
        let settle = mode == .emergency ? prepared.regions.adapters.settleTime : .zero
        var times: [Milliseconds] = []
        for seed in seeds {
            let report = try rehearse(prepared, seed)
            let spans = NodeSpans(report.records, of: prepared.plan, initiator: Appraisal.initiator)
            guard report.outcome == .succeeded,
                let time = RecoveryTime.actual(spans, of: prepared.plan, mode: mode, started: report.start)
            else { continue }
            times.append(time + settle)
        }
        return Milliseconds.median(of: times)
    }

    /// In rehearsals, of the whole run, the median.
    package func triedDuration(
        _ mode: Mode, with change: Change? = nil, seeds: ClosedRange<UInt64>
    ) throws(OrchestratorError) -> Milliseconds? {
        guard let prepared = try prepared(mode, change) else { return nil }
        var times: [Milliseconds] = []
        for seed in seeds {
            let report = try rehearse(prepared, seed)
            if report.outcome == .succeeded { times.append(report.duration) }
        }
        return Milliseconds.median(of: times)
    }

    /// How far behind the target is in simulated regions that have settled, on average; under the faults that they are looked
    /// at under.
    package func lag(with change: Change? = nil, seed: UInt64) throws(OrchestratorError) -> Double? {
        var world = try Composition.world(of: changed(change), seed: seed)
        if let faults = lookout.faults { world.schedule(faults) }
        world.advance(to: world.clock + Appraisal.settling)
        guard let region = lookout.topology.region(named: target) else { return nil }
        let query = MetricQuery(
            metric: .replicationLag, region: region, service: nil, window: Appraisal.settling - .minutes(1))
        return world.measure(query).value?.value
    }

    private static let settling = Milliseconds.minutes(6)

    /// In an emergency the source is dead from the beginning.
    private func rehearse(_ prepared: PreparedRun, _ seed: UInt64) throws(OrchestratorError) -> RehearsalReport {
        let stage = try RehearsalStage(prepared, after: nil)
        var settings = stage.settings
        if prepared.mode == .emergency { settings.faults = death(for: prepared.runbook) }
        return Rehearsal.run(prepared.plan, in: try stage.world(seed: seed), settings)
    }

    private func death(for runbook: String) -> FaultPlan {
        let nowhere = SourceSpan.startOfFile
        return FaultPlan(
            file: "", name: Located("death", at: nowhere), summary: nil, runbook: Located(runbook, at: nowhere),
            mode: .emergency, parameters: [], approvals: .granted,
            expect: FaultPlan.Expectation(
                outcome: Located(.succeeded, at: nowhere), step: nil, writer: nil, weights: []),
            faults: [
                FaultPlan.Fault(
                    at: .zero, subject: .region(Located(source, at: nowhere)), kind: .fail, span: nowhere)
            ])
    }
}
