import Engine
package import Prover
import Runbook
package import RunbookCompiler
package import World

/// A runbook with every outcome tried, from the state of the regions that is observed now.
package struct ProofRun: Sendable {
    package var environment: String
    package var topology: Topology
    package var start: WorldState
    /// One for each mode.
    package var proofs: [Proof]

    package var isProved: Bool { proofs.allSatisfy(\.isProved) }

    /// - Parameter limit: how long each proof may take.
    package static func make(
        _ request: RunRequest, faults: Int, limit: Duration?
    ) async throws(OrchestratorError) -> ProofRun {
        let modes = request.mode.map { [$0] } ?? Mode.allCases
        var subjects: [(plan: Plan, mode: Mode, start: WorldState)] = []
        var environment = ""
        for mode in modes {
            var request = request
            request.mode = mode
            let planned = try await PlannedRun.make(request)
            let plan = planned.prepared.plan
            let refusal = Preflight.refusal(
                planned.dryRun.contradictions, plan: plan, observed: planned.dryRun.observed)
            if let refusal { throw refusal }
            environment = planned.prepared.environment.name.value
            subjects.append((plan, mode, planned.dryRun.observed))
        }
        let proofs = await prove(subjects, faults, limit)
        return ProofRun(
            environment: environment, topology: subjects[0].plan.topology, start: subjects[0].start, proofs: proofs)
    }

    private static func prove(
        _ subjects: [(plan: Plan, mode: Mode, start: WorldState)], _ faults: Int, _ limit: Duration?
    ) async -> [Proof] {
        await withTaskGroup(of: (Int, Proof).self) { group in
            for (index, subject) in subjects.enumerated() {
                group.addTask {
                    let limits = SearchLimits(time: limit)
                    return (
                        index,
                        Proof.make(
                            subject.plan, mode: subject.mode, from: subject.start, faults: faults, limits: limits)
                    )
                }
            }
            var proofs: [(Int, Proof)] = []
            for await proof in group { proofs.append(proof) }
            return proofs.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
