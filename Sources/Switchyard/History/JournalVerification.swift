import Engine
import Runbook
import RunbookCompiler

/// Checks the journals of a store: each record against the one before it, and all of them against the machine.
package enum JournalVerification {
    /// - Parameter run: an id, or a beginning of one that is unique; every run when left out.
    package static func verify(
        _ run: String?, in directory: String
    ) async throws(OrchestratorError) -> [JournalVerdict] {
        let wanted = if let run { try await History.id(run, in: directory) } else { String?.none }
        guard let store = try Composition.existingStore(in: directory) else { return [] }
        do throws(StoreError) {
            let summaries = try await store.runs().filter { wanted == nil || $0.header.run == wanted }
            var verdicts: [JournalVerdict] = []
            for summary in summaries { verdicts.append(try await verify(summary, in: store)) }
            return verdicts
        } catch {
            throw OrchestratorError(error)
        }
    }

    private static func verify(
        _ summary: RunSummary, in store: any RunStore
    ) async throws(StoreError) -> JournalVerdict {
        var verdict = JournalVerdict(run: summary.header.run, records: 0, finding: .intact)
        let records: [JournalRecord]
        do throws(StoreError) {
            records = try await store.records(of: summary.header.run)
        } catch {
            switch error {
            case .brokenChain(_, let sequence): verdict.finding = .brokenChain(sequence: sequence)
            case .recordsLost(_, let left, let kept): verdict.finding = .recordsLost(left: left, kept: kept)
            case .unreadable(_, let sequence, let why): verdict.finding = .unreadable(sequence: sequence, why: why)
            default: throw error
            }
            return verdict
        }
        verdict.records = records.count
        verdict.finding = replay(records, summary)
        return verdict
    }

    private static func replay(_ records: [JournalRecord], _ summary: RunSummary) -> JournalVerdict.Finding {
        guard let plan = try? PastRun.compile(summary.header),
            PlanDigest.hexadecimal(of: plan) == summary.header.planDigest
        else { return .otherPlan }
        let session: RunSession
        do throws(ExecutorError) {
            session = try Executor.replay(
                records, plan: plan, initiator: summary.header.initiator, settleTime: .zero)
        } catch {
            guard case .doesNotReplay(let sequence, let refusal) = error else { return .otherPlan }
            return .doesNotReplay(sequence: sequence, why: refusal.sentence)
        }
        // One whose executor has died is listed as running, wherever its records lead.
        let replayed = RunStatus(session.machine.state.phase)
        guard summary.status == .running || summary.status == replayed else {
            return .listedWrongly(asListed: summary.status.rawValue, asReplayed: replayed.rawValue)
        }
        return .intact
    }
}
