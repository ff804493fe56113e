import Engine
package import Prover
import Runbook
package import RunbookCompiler
package import World

/// A runbook with every outcome tried, from the state of the regions that is observed now or that another runbook leaves.
package struct ProofRun: Sendable {
    package var environment: String
    package var topology: Topology
    /// The runbook after which this one begins.
    package var before: String?
    /// Where that one is written.
    package var after: String?
    /// As they were given.
    package var parameters: [String: String] = [:]
    package var start: WorldState
    /// One for each mode.
    package var proofs: [Proof]

    package var isProved: Bool { proofs.allSatisfy(\.isProved) }

    private struct Subject: Sendable {
        var prepared: PreparedRun
        var before: String?
        var start: WorldState
    }

    /// - Parameters:
    ///   - after: a runbook that is rehearsed before; the regions then begin as their environment declares them, and the
    ///     store plays no part.
    ///   - limit: how long each proof may take.
    package static func make(
        _ request: RunRequest, after: String? = nil, faults: Int, limit: Duration?
    ) async throws(OrchestratorError) -> ProofRun {
        var subjects: [Subject] = []
        for mode in request.mode.map({ [$0] }) ?? Mode.allCases {
            var request = request
            request.mode = mode
            if let after {
                subjects.append(try rehearsed(request, after: after))
            } else {
                subjects.append(try await observed(request))
            }
        }
        let proofs = await prove(subjects, faults, limit)
        let first = subjects[0]
        return ProofRun(
            environment: first.prepared.environment.name.value, topology: first.prepared.plan.topology,
            before: first.before, after: after, parameters: request.parameters, start: first.start, proofs: proofs)
    }

    private static func observed(_ request: RunRequest) async throws(OrchestratorError) -> Subject {
        let planned = try await PlannedRun.make(request)
        let refusal = Preflight.refusal(
            planned.dryRun.contradictions, plan: planned.prepared.plan, observed: planned.dryRun.observed)
        if let refusal { throw refusal }
        return Subject(prepared: planned.prepared, start: planned.dryRun.observed)
    }

    private static func rehearsed(_ request: RunRequest, after: String) throws(OrchestratorError) -> Subject {
        var request = request
        request.isFresh = true
        let prepared = try PreparedRun.prepare(request, for: .dryRun)
        let stage = try RehearsalStage(prepared, after: after)
        return Subject(prepared: prepared, before: stage.before?.runbook, start: try stage.start())
    }

    private static func prove(_ subjects: [Subject], _ faults: Int, _ limit: Duration?) async -> [Proof] {
        await withTaskGroup(of: (Int, Proof).self) { group in
            for (index, subject) in subjects.enumerated() {
                group.addTask {
                    let limits = SearchLimits(time: limit)
                    let prepared = subject.prepared
                    return (
                        index,
                        Proof.make(
                            prepared.plan, mode: prepared.mode, from: subject.start, faults: faults, limits: limits)
                    )
                }
            }
            var proofs: [(Int, Proof)] = []
            for await proof in group { proofs.append(proof) }
            return proofs.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
