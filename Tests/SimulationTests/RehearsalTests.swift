import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct RehearsalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var runbook: String
        var mode: Mode
        var testDescription: String { "\(runbook), \(mode)" }
    }

    static let cases =
        ["immediate", "gradual", "canary", "blue_green", "region_evacuation"].map {
            Case(runbook: $0, mode: .planned)
        } + [Case(runbook: "immediate", mode: .emergency), Case(runbook: "gradual", mode: .emergency)]

    @Test("A shipped runbook succeeds on sound regions", arguments: cases)
    func green(_ item: Case) throws {
        let plan = try Demo.plan(item.runbook, mode: item.mode)
        let report = Rehearsal.run(plan, in: Demo.world, RehearsalSettings(mode: item.mode))
        let trail = report.records.suffix(12).map { "\($0.time) \($0.event) \($0.detail)" }.joined(separator: "\n")
        #expect(report.ending == .rest)
        #expect(report.outcome == .succeeded, "\(report.step ?? "-") \(String(describing: report.holdCause))\n\(trail)")
        #expect(report.world.lostWrites.bytes == 0)
        let truth = report.world.truth()
        for service in Demo.topology.routed { #expect(truth[Demo.east, service].weight == .zero) }
        for service in Demo.stateful { #expect(truth[Demo.west, service].role == .writer) }
        for invariant in Invariant.allCases { #expect(!invariant.isViolated(in: truth, topology: Demo.topology)) }
    }

    @Test func `Failback starts where gradual ended`() throws {
        let away = Rehearsal.run(
            try Demo.plan("gradual", mode: .planned), in: Demo.world, RehearsalSettings(mode: .planned))
        var world = away.world
        world.wait(.minutes(2))
        let back = Rehearsal.run(
            try Demo.plan("failback", mode: .planned), in: world, RehearsalSettings(mode: .planned))
        #expect(
            back.outcome == .succeeded,
            "\(back.step ?? "-") \(String(describing: back.holdCause)) \(back.records.last?.detail ?? "")")
        let truth = back.world.truth()
        for service in Demo.stateful { #expect(truth[Demo.east, service].role == .writer) }
        for service in Demo.topology.routed { #expect(truth[Demo.east, service].weight == .all) }
        #expect(back.world.lostWrites.bytes == 0)
    }

    @Test func `The same rehearsal twice is the same to the last record`() throws {
        let plan = try Demo.plan("gradual", mode: .planned)
        let faults = Demo.faults([(.minutes(4), Demo.service("checkout_api", in: Demo.west), .slow(factor: 3))])
        var settings = RehearsalSettings(faults)
        settings.sampling = .seconds(10)
        let first = Rehearsal.run(plan, in: Demo.world, settings)
        let second = Rehearsal.run(plan, in: Demo.world, settings)
        #expect(first.records == second.records)
        #expect(first.samples == second.samples)
        #expect(first.world.truth() == second.world.truth())
        #expect(first.samples.count > 10)
    }

    @Test func `A target that breaks in the middle sends everything back`() throws {
        let faults = Demo.faults([(.minutes(6), Demo.service("checkout_api", in: Demo.west), .fail)])
        let report = Rehearsal.run(
            try Demo.plan("gradual", mode: .planned), in: Demo.world, RehearsalSettings(faults))
        #expect(report.outcome == .rolledBack, "\(report.step ?? "-") \(String(describing: report.holdCause))")
        let truth = report.world.truth()
        for service in Demo.topology.routed { #expect(truth[Demo.east, service].weight == .all) }
        for service in Demo.stateful { #expect(truth[Demo.east, service].role == .writer) }
    }

    @Test func `An emergency leaves a dead region, and says what was lost`() throws {
        let faults = Demo.faults([(.zero, Demo.region(Demo.east), .fail)], mode: .emergency)
        let report = Rehearsal.run(
            try Demo.plan("immediate", mode: .emergency), in: Demo.world, RehearsalSettings(faults))
        #expect(
            report.outcome == .succeeded,
            "\(report.step ?? "-") \(String(describing: report.holdCause)) \(report.records.suffix(4).map { "\($0.event) \($0.detail)" })"
        )
        let truth = report.world.truth()
        for service in Demo.stateful {
            #expect(truth[Demo.west, service].role == .writer)
            #expect(truth[Demo.east, service].isFenced == .yes)
            #expect(report.world.writers(of: service) == [Demo.west])
        }
    }

    @Test(
        "People who decline or say nothing end a run as its author wants",
        arguments: [
            FaultPlan.Approvals.declined, .silent,
        ])
    func approvals(_ approvals: FaultPlan.Approvals) throws {
        let report = Rehearsal.run(
            try Demo.plan("gradual", mode: .planned), in: Demo.world,
            RehearsalSettings(mode: .planned, approvals: approvals))
        #expect(report.outcome == .rolledBack)
        #expect(report.step == "go_ahead")
    }
}
