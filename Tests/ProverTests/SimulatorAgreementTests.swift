import Engine
import Foundation
import Hunting
import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Testing
import World

@testable import Prover

/// The simulated regions never come to an end that the prover said cannot be.
@Suite struct SimulatorAgreementTests {
    private struct Final: Hashable {
        var phase: Phase
        var truth: WorldState
    }

    /// How a run can come to rest with two faults.
    private static func finals(of plan: Plan, mode: Mode) -> Set<Final> {
        let merger = Merger(plan, Shipped.start)
        var finals: Set<Final> = []
        var search = Search(Game(merger.merge(plan), mode: mode, from: merger.merge(Shipped.start)), faults: 2) {
            finals.insert(Final(phase: $0.run.phase, truth: $0.truth))
        }
        #expect(search.run() == .exhausted)
        return finals
    }

    /// What cannot be seen of a dead region can be anything.
    private static func matches(_ final: Final, _ phase: Phase, _ seen: WorldState, _ topology: Topology) -> Bool {
        guard final.phase == phase else { return false }
        return topology.regionIndices.allSatisfy { region in
            topology.regions[region.index].services.allSatisfy { service in
                let (one, other) = (seen[region, service], final.truth[region, service])
                return (one.weight == nil || one.weight == other.weight)
                    && (one.capacity == nil || one.capacity == other.capacity)
                    && (one.isFenced == .unknown || one.isFenced == other.isFenced)
                    && (one.role == .unknown || one.role == other.role)
                    && (one.source == .unknown || one.source == other.source)
            }
        }
    }

    private static func fits(_ report: RehearsalReport, _ plan: Plan, _ finals: Set<Final>) -> Bool {
        let merger = Merger(plan, Shipped.start)
        let (merged, seen) = (merger.merge(plan).topology, merger.merge(report.world.observation()))
        return finals.contains { matches($0, report.phase, seen, merged) }
    }

    /// One thing that goes wrong, at some time, and is over or not.
    private static func events(_ dice: inout Dice) -> String {
        let region = dice.pick(["us-east-1", "us-west-2"])
        let at = "\(dice.within(0...720))s"
        switch dice.within(0...5) {
        case 0:
            let fault = dice.pick(["fail", "partition"])
            let back =
                dice.chance(50) ? "\n  - {at: \(dice.within(721...900))s, region: \(region), fault: restore}" : ""
            return "  - {at: \(at), region: \(region), fault: \(fault)}\(back)"
        case 1:
            let service = dice.pick(["orders_db", "checkout_api", "session_cache", "edge_network"])
            return "  - {at: \(at), region: \(region), service: \(service), fault: fail}"
        case 2: return "  - {at: \(at), link: {from: us-east-1, to: us-west-2}, fault: fail}"
        case 3:
            let action = dice.pick(["shift", "promote", "fence", "scale", "replicate", "verify", "prepare"])
            return "  - {at: 0s, region: \(region), fault: refuse, action: \(action), times: \(dice.pick([1, 99]))}"
        case 4:
            let (fault, action) = (
                dice.pick(["lose_reply", "lose_request"]), dice.pick(["shift", "promote", "fence"])
            )
            return "  - {at: 0s, region: \(region), fault: \(fault), action: \(action), times: 1}"
        default: return "  - {at: \(at), region: us-west-2, service: checkout_api, fault: slow, factor: 2000}"
        }
    }

    private static func plan(_ runbook: String, _ mode: Mode, _ events: String, _ approvals: String) throws -> FaultPlan
    {
        let text = """
            faults: drawn
            runbook: \(runbook)
            mode: \(mode.rawValue)
            approvals: \(approvals)
            expect: {outcome: succeeded}
            events:
            \(events)

            """
        return try #require(FaultPlanReader.read(Array(text.utf8), file: "drawn.yaml").value, "\(text)")
    }

    @Test(
        "a rehearsal with one drawn fault ends as the prover says that a run can", arguments: ["immediate", "gradual"],
        Mode.allCases)
    func drawn(name: String, mode: Mode) throws {
        let plan = try Shipped.plan(name, mode: mode)
        let finals = Self.finals(of: plan, mode: mode)
        var dice = Dice(4711, .faults)
        var phases: Set<Phase> = []
        for number in 0..<60 {
            let events = Self.events(&dice)
            let approvals = dice.pick(["granted", "granted", "granted", "declined"])
            let faults = try Self.plan(name, mode, events, approvals)
            let world = SimulatedWorld(Blueprint(Shipped.environment))
            let report = Rehearsal.run(plan, in: world, RehearsalSettings(faults))
            #expect(report.ending == .rest)
            phases.insert(report.phase)
            #expect(Self.fits(report, plan, finals), "\(number): \(report.phase) with \(approvals) after\n\(events)")
        }
        #expect(phases.count > 1)
        print("\(name), \(mode): \(finals.count) ends and rests, 60 rehearsals came to \(phases.count) kinds of them")
    }
}
