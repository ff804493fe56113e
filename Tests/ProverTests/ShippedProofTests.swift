import Engine
import Prover
import Runbook
import RunbookCompiler
import Simulation
import Testing
import World

@Suite struct ShippedProofTests {
    @Test(arguments: ["immediate", "gradual", "canary", "blue_green", "region_evacuation"], Mode.allCases)
    func everyShippedRunbookIsProvedForOneFault(name: String, mode: Mode) throws {
        let proof = Proof.make(try Shipped.plan(name, mode: mode), mode: mode, from: Shipped.start, faults: 1)
        #expect(proof.isProved, "\(name), \(mode)")
        #expect(proof.counts.statesByFaults.count == 2)
    }

    @Test func servicesThatARunbookTreatsAlikeAreTakenForOne() throws {
        let plan = try Shipped.plan("gradual", mode: .planned)
        let merger = Merger(plan, Shipped.start)
        #expect(merger.classes.map(\.count).sorted() == [2, 5])
        let merged = merger.merge(plan)
        #expect(merged.topology.services.count == 2)
        #expect(merged.captureCount < plan.captureCount)
        #expect(merged.nodes.count == plan.nodes.count)
    }

    @Test func withoutMergingTheAnswerIsTheSame() throws {
        let plan = try Shipped.plan("immediate", mode: .planned)
        var search = Search(Game(plan, mode: .planned, from: Shipped.start), faults: 1)
        #expect(search.run() == .exhausted)
    }

    @Test func anExplorationThatComesToItsLimitProvesNothing() throws {
        let plan = try Shipped.plan("gradual", mode: .planned)
        let proof = Proof.make(
            plan, mode: .planned, from: Shipped.start, faults: 2, limits: SearchLimits(states: 500))
        #expect(!proof.isProved)
        guard case .cutShort = proof.verdict else {
            Issue.record("it was not cut short")
            return
        }
    }
}
