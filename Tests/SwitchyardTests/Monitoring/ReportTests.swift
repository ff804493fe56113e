import Engine
import Foundation
import Monitoring
import Runbook
import RunbookCompiler
import RunbookYAML
import Testing
import World

@testable import Switchyard

/// What people read of simulated regions, when they are well and under each fault plan.
@Suite struct ReportTests {
    /// A fault plan by name, and how long it has played.
    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var faults: String
        var after = Milliseconds.minutes(2)
        var testDescription: String { name }
    }

    static let scenes = [
        Scene(name: "well", faults: ""),
        Scene(name: "west_dead", faults: "  - {at: 1s, region: us-west-2, fault: fail}"),
        Scene(name: "api_dead", faults: "  - {at: 1s, region: us-west-2, service: checkout_api, fault: fail}"),
        Scene(name: "database_dead", faults: "  - {at: 1s, region: us-east-1, service: orders_db, fault: fail}"),
        Scene(
            name: "link_slow", faults: "  - {at: 1s, link: {from: us-east-1, to: us-west-2}, fault: slow, factor: 60}",
            after: .minutes(10)),
        Scene(
            name: "link_dead", faults: "  - {at: 1s, link: {from: us-east-1, to: us-west-2}, fault: fail}",
            after: .minutes(8)),
        Scene(name: "west_cut_off", faults: "  - {at: 1s, region: us-west-2, fault: partition}"),
    ]

    static let demo = Golden.root.appending(path: "runbooks/environments/demo.yaml").path

    static func lookout(
        _ scene: Scene, on environment: String = demo, in scratch: Scratch
    ) async throws -> Lookout {
        var request = LookoutRequest(environment: environment)
        request.store = scratch.path + "/store"
        if !scene.faults.isEmpty {
            request.faults = try scratch.write(
                """
                faults: \(scene.name)
                summary: Something has happened.
                runbook: gradual
                mode: planned
                expect: {outcome: succeeded}
                events:
                \(scene.faults)
                """, "\(scene.name).yaml")
        }
        request.after = scene.after
        return try await Lookout.open(request)
    }

    static var forecast: RunbookForecast {
        var forecast = RunbookForecast()
        forecast.directory = Golden.root.appending(path: "runbooks").path
        return forecast
    }

    @Test(arguments: scenes) func `Status, health, replication and objectives are as they were`(_ scene: Scene)
        async throws
    {
        let scratch = try Scratch()
        let place = try await Self.lookout(scene, in: scratch)
        var text = try await StatusReport.make(place, Self.forecast).text(.plain) + "\n"
        for region in ["us-east-1", "us-west-2"] {
            text += try await HealthReport.make(place, region: region).text(.plain) + "\n"
        }
        text += await ReplicationReport.make(place).text(.plain) + "\n"
        let found = try await ObjectivesSurvey.make(place, await place.look(), Self.forecast)
        text += ObjectivesReport(found).text(.plain)
        #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
        try Golden.expect(text, "monitoring_\(scene.name).txt")
    }

    @Test func `Every status appears`() async throws {
        var seen: Set<HealthStatus> = []
        for scene in Self.scenes {
            let scratch = try Scratch()
            let place = try await Self.lookout(scene, in: scratch)
            for health in RegionHealth.all(in: await place.look(), place.environment) {
                seen.insert(health.status)
                seen.formUnion(health.services.map(\.status))
            }
        }
        #expect(seen == Set(HealthStatus.allCases))
    }

    @Test func `A drill of regions that are well passes everything but what the region cannot do, and is kept`()
        async throws
    {
        let scratch = try Scratch()
        let place = try await Self.lookout(Self.scenes[0], in: scratch)
        let store = scratch.path + "/store"
        let first = try await Switchyard.Drill.run(place, from: "us-east-1", to: "us-west-2", Self.forecast)
        #expect(first.isPassed && first.readiness.score == 100, "\(first.findings.filter { $0.outcome != .passed })")
        try await first.keep(in: store)
        var second = try await Switchyard.Drill.run(place, from: "us-east-1", to: "us-west-2", Self.forecast)
        second.time = second.time + .hours(48)
        let report = await DrillReport.make(second, in: store)
        #expect(report.past.count == 1 && report.past[0].then.score == 100)
        #expect((90..<100).contains(report.past[0].now.score))
        second.digest = "another"
        let void = await DrillReport.make(second, in: store)
        #expect(void.past[0].now.isVoid && void.past[0].now.score == 0)
    }

    @Test func `A drill of a dead target scores little, and says why`() async throws {
        let scratch = try Scratch()
        let place = try await Self.lookout(Self.scenes[1], in: scratch)
        let drill = try await Switchyard.Drill.run(place, from: "us-east-1", to: "us-west-2", Self.forecast)
        #expect(!drill.isPassed && drill.readiness.score < 40)
        var report = await DrillReport.make(drill, in: scratch.path + "/store")
        report.drill.time = .zero
        try Golden.expect(report.text(.plain), "drill_west_dead.txt")
    }

    @Test func `A history tells where its lag is going`() async throws {
        let scratch = try Scratch()
        var request = LookoutRequest(environment: Golden.root.appending(path: "runbooks/environments/demo.yaml").path)
        request.store = scratch.path + "/store"
        request.past = .hours(1)
        let place = try await Lookout.open(request)
        try await Observer(place, every: .seconds(60)) { _ in }.run(rounds: 60)
        let report = try await ForecastReport.make(
            place.environment, in: request.store, span: .hours(2), horizon: .hours(24), at: Lookout.now)
        #expect(report.forecasts.count > 20)
        #expect(report.forecasts.allSatisfy { $0.error != nil })
        #expect(report.text(.plain).split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 })
    }

    @Test func `A proposal is a runbook that is checked, proved and executed`() async throws {
        let scratch = try Scratch()
        let place = try await Self.lookout(Self.scenes[0], in: scratch)
        let plan = try await ReplicationPlan.make(place, .star, without: ["eu-west-1"])
        #expect(plan.proposal.links.map { place.topology.name(of: $0.to) } == ["us-west-2", "ap-southeast-1"])
        let text = try #require(plan.runbook)
        let file = try scratch.write(text, "star.yaml")
        var request = RunRequest(runbook: file, environment: place.environment.file)
        request.store = scratch.path + "/store"
        let proof = try await ProofRun.make(request, faults: 1, limit: .seconds(30))
        #expect(proof.isProved)
        let same = try await ReplicationPlan.make(place, .chain, without: [])
        #expect(same.runbook == nil)
        await #expect(throws: OrchestratorError.self) {
            try await ReplicationPlan.make(place, .star, without: ["us-east-1"])
        }
    }

    @Test func `The library tells the same`() async throws {
        let scratch = try Scratch()
        let orchestrator = Orchestrator(
            runbooks: Golden.root.appending(path: "runbooks").path, environment: "demo", store: scratch.path + "/store",
            approve: { _ in true })
        let west = try await orchestrator.monitor(region: "us-west-2")
        #expect(west.status == .healthy && west.services.count == 7 && west.replicationLag != nil)
        let objectives = try await orchestrator.objectives(region: "us-west-2")
        #expect(objectives.rpo.compliance == .met && objectives.rto.compliance == .met && objectives.planned != nil)
        let drill = try await orchestrator.drill(from: "us-east-1", to: "us-west-2")
        #expect(drill.score == 100 && drill.findings.count == 11)
        let advice = try await orchestrator.advise()
        #expect(!advice.isEmpty)
        await #expect(throws: OrchestratorError.self) { try await orchestrator.monitor(region: "us-west-3") }
        await #expect(throws: OrchestratorError.self) { try await orchestrator.objectives(region: "us-east-1") }
    }
}
