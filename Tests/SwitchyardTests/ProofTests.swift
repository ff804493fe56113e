import Engine
import Foundation
import Prover
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Switchyard

@Suite("Proofs")
struct ProofTests {
    /// Gradual, with a compiler that has forgotten how to take back the first shift.
    private static func refuted() async throws -> ProofRun {
        let scratch = try Scratch()
        var request = Demo.request("gradual", store: scratch.path + "/store")
        request.mode = .planned
        let planned = try await PlannedRun.make(request)
        var plan = planned.prepared.plan
        let node = try #require(plan.node(named: "shift[10%]"))
        plan.nodes[node.index].undo = .nothing
        let proof = Proof.make(plan, mode: .planned, from: planned.dryRun.observed, faults: 1)
        return ProofRun(
            environment: "demo", topology: plan.topology, start: planned.dryRun.observed, proofs: [proof])
    }

    @Test(
        "a counterexample says what happens, where it is written and what goes wrong", arguments: ProofFormat.allCases)
    func counterexample(format: ProofFormat) async throws {
        let text = format.text(of: [try await Self.refuted()], style: .plain)
        try Golden.expect(
            text.replacing(Golden.root.path(), with: ""), "proof.refuted.\(format.rawValue)")
    }

    @Test("failback is proved from where gradual ends, and refused where nothing has moved")
    func after() async throws {
        let scratch = try Scratch()
        let request = Demo.request("failback", store: scratch.path + "/store")
        let gradual = Demo.request("gradual", store: scratch.path).runbook
        let run = try await ProofRun.make(request, after: gradual, faults: 1, limit: nil)
        #expect(run.isProved)
        #expect(run.before == "gradual")
        #expect(run.proofs.map(\.mode) == Mode.allCases)
        #expect(ProofReport([run]).text.contains("begins after gradual, with: us-west-2 carries all traffic"))
        await #expect(throws: OrchestratorError.self) { try await ProofRun.make(request, faults: 0, limit: nil) }
    }

    @Test("what was cut short says how far it came, and proves nothing")
    func cutShort() async throws {
        let scratch = try Scratch()
        let request = Demo.request("canary", store: scratch.path + "/store")
        let run = try await ProofRun.make(request, faults: 7, limit: .milliseconds(300))
        #expect(!run.isProved)
        let text = ProofReport([run]).text
        #expect(text.contains("not proved: the exploration was cut short among the runs with"))
        #expect(text.contains("situations"))
        #expect(!text.contains("proved means"))
    }
}
