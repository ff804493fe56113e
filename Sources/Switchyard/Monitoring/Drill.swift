import Engine
package import Monitoring
import Prover
package import Runbook
import RunbookCompiler
import Simulation
import World

/// A test of a failover that changes nothing: everything that it would need is asked for, and nothing is done.
package struct Drill: Sendable {
    package var environment: String
    package var source: String
    package var target: String
    package var runbook: String
    package var time: Milliseconds
    /// Of the plan with its regions.
    package var digest: String
    package var findings: [DrillFinding]

    /// Nothing failed, and nothing was left unmeasured.
    package var isPassed: Bool { findings.allSatisfy { $0.outcome == .passed } }

    package var readiness: Readiness { Readiness(findings, at: time) }

    /// How long each of the longer questions may take.
    private static let patience = Milliseconds.minutes(2)
    private static let proofTime = Duration.seconds(20)
    private static let seeds: UInt64 = 5
    /// Clocks that differ by more are no base for a lag or a loss bound.
    private static let mostSkew = Milliseconds(1000)

    package static func run(
        _ lookout: Lookout, from source: String, to target: String, _ forecast: RunbookForecast
    ) async throws(OrchestratorError) -> Drill {
        let (from, to) = (try lookout.region(source), try lookout.region(target))
        guard from != to else {
            throw OrchestratorError(.unusable, "\(source) cannot fail over to itself", help: "Name two regions")
        }
        let look = await lookout.wholeLook()
        let survey = look.seeing(await lookout.remembering(look.world))
        var drill = Drill(
            environment: lookout.environment.name.value, source: source, target: target,
            runbook: forecast.planned.rawValue, time: survey.time, digest: "",
            findings: DrillFinding.found(in: survey, lookout.environment, from: from, to: to))
        drill.findings.append(await backup(in: to, lookout, at: survey.time))
        try await drill.examineRunbook(lookout, forecast, survey)
        drill.findings.append(try await permissions(lookout, at: survey.time))
        drill.findings.append(await clocks(lookout, [from, to], at: survey.time))
        return drill
    }

    /// Keeps it in the history of the store.
    package func keep(in store: String) async throws(OrchestratorError) {
        let history = try Composition.history(in: store)
        do throws(StoreError) {
            try await history.keep(
                DrillRecord(
                    environment: environment, source: source, target: target, time: time, planDigest: digest,
                    findings: DrillFormat.text(findings)))
        } catch {
            throw OrchestratorError(error)
        }
    }

    private func finding(_ item: DrillItem, _ outcome: DrillFinding.Outcome, _ evidence: String) -> DrillFinding {
        DrillFinding(item, outcome, evidence, at: time)
    }

    /// Checked, proved from what is observed, and rehearsed.
    private mutating func examineRunbook(
        _ lookout: Lookout, _ forecast: RunbookForecast, _ survey: Survey
    ) async throws(OrchestratorError) {
        let prepared: PreparedRun?
        do throws(OrchestratorError) {
            prepared = try forecast.prepared(
                .planned, from: source, to: target, in: lookout, lookout.environment)
        } catch {
            findings += [
                finding(.checked, .failed, error.message), finding(.proved, .notMeasured, "it has errors"),
                finding(.rehearsed, .notMeasured, "it has errors"),
            ]
            return
        }
        guard let prepared else {
            findings += [DrillItem.checked, .proved, .rehearsed].map {
                finding($0, .notMeasured, "there is no \(forecast.planned.rawValue).yaml in \(forecast.directory)")
            }
            return
        }
        digest = PlanDigest.hexadecimal(of: [prepared.digest, lookout.environmentDigest])
        findings.append(finding(.checked, .passed, "\(prepared.runbook) version \(prepared.version) has no errors"))
        let refusal = RehearsalStage.refusal(of: prepared.plan, .planned, survey.world, prepared.environment)
        if let refusal {
            findings.append(finding(.proved, .failed, refusal.message))
        } else {
            findings.append(await Drill.proof(of: prepared, survey))
        }
        findings.append(rehearsal(of: prepared))
    }

    private static func proof(of prepared: PreparedRun, _ survey: Survey) async -> DrillFinding {
        let proof = Proof.make(
            prepared.plan, mode: .planned, from: survey.world, faults: 1, limits: SearchLimits(time: proofTime))
        let (outcome, words): (DrillFinding.Outcome, String) =
            switch proof.verdict {
            case .proved:
                (.passed, "every outcome with 1 fault tried from what is observed, \(proof.counts.states) situations")
            case .refuted(let counterexample):
                (.failed, "broken: \(counterexample.breach.property.rawValue); see \"switchyard prove\"")
            case .cutShort: (.notMeasured, "it was not through within \(proofTime)")
            }
        return DrillFinding(.proved, outcome, words, at: survey.time)
    }

    private func rehearsal(of prepared: PreparedRun) -> DrillFinding {
        do throws(OrchestratorError) {
            let stage = try RehearsalStage(prepared, after: nil)
            var results: [RehearsalResult] = []
            for seed in 1...Drill.seeds { results.append(try stage.result(seed: seed)) }
            let good = results.filter { $0.outcome == .succeeded }
            let longest = results.map(\.duration).max() ?? .zero
            return finding(
                .rehearsed, good.count == results.count ? .passed : .failed,
                "\(good.count) of \(results.count) rehearsals in simulated regions succeed, the longest in \(longest.brief)"
            )
        } catch {
            return finding(.rehearsed, .notMeasured, error.message)
        }
    }

    private static func backup(in region: RegionIndex, _ lookout: Lookout, at time: Milliseconds) async -> DrillFinding
    {
        let (adapters, name) = (lookout.regions.adapters, "backup.verify")
        guard let offer = adapters.actions.declaration(named: name), offer.isReadOnly,
            let adapter = adapters.offering(name)
        else { return DrillFinding(.backups, .notMeasured, "no adapter offers \(name)", at: time) }
        let action = PlanAction(
            name: name, arguments: ["region": .region(lookout.topology.name(of: region))], touches: [])
        let report = await adapter.apply(
            Assignment(
                effect: .custom(0), action: action, mode: .planned, epoch: Epoch(rawValue: 0),
                // Who does a thing once for each run and step is to do it anew for each drill.
                run: "drill-\(time.rawValue)-\(lookout.topology.name(of: region))", step: name, isUndo: false,
                timeout: patience))
        let outcome: DrillFinding.Outcome =
            switch report.answer {
            case .done: .passed
            case .notDone: .failed
            case .inDoubt, .superseded: .notMeasured
            }
        let words = report.detail.isEmpty ? "\(adapter.manifest.name) says no more" : report.detail.printable
        return DrillFinding(.backups, outcome, words, at: time)
    }

    private static func permissions(_ lookout: Lookout, at time: Milliseconds) async throws(OrchestratorError)
        -> DrillFinding
    {
        let examinations = try await Doctor.examine(lookout.environment)
        let faults = examinations.flatMap { examination in
            examination.findings.filter { $0.weight == .fault }.map { ($0.sentence, examination) }
        }
        if let (sentence, _) = faults.first {
            let more = faults.count > 1 ? ", and \(faults.count - 1) more; see \"switchyard doctor\"" : ""
            return DrillFinding(.permissions, .failed, sentence.printable + more, at: time)
        }
        if examinations.contains(where: { $0.adapter == nil }) {
            return DrillFinding(.permissions, .notMeasured, "some parts are played by nobody", at: time)
        }
        let names = examinations.compactMap(\.adapter)
        return DrillFinding(.permissions, .passed, "\(Truth.list(names)): asked without acting, no faults", at: time)
    }

    private static func clocks(
        _ lookout: Lookout, _ regions: [RegionIndex], at time: Milliseconds
    ) async -> DrillFinding {
        let skews = await lookout.regions.adapters.clockSkews()
        let known = regions.compactMap { region in skews[region].map { (region, $0) } }
        guard known.count == regions.count else {
            return DrillFinding(.clocks, .notMeasured, "no adapter tells the time of both regions", at: time)
        }
        let isFit = known.allSatisfy { abs($0.1.rawValue) <= mostSkew.rawValue }
        let words = known.map { "\(lookout.topology.name(of: $0.0)) is \(Milliseconds(abs($0.1.rawValue))) off" }
        return DrillFinding(.clocks, isFit ? .passed : .failed, words.joined(separator: ", "), at: time)
    }
}
