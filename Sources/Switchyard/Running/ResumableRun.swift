package import Engine
package import Logging
import Runbook
package import RunbookCompiler

/// A run of the store that is about to be taken up.
package struct ResumableRun: Sendable {
    package var header: RunHeader
    package var records: [JournalRecord]
    package var runner: Runner
    package var session: RunSession

    /// - Parameter request: the store, the speed and who resumes it; the rest comes from the run.
    package static func load(
        _ run: String, _ request: RunRequest, store: any RunStore, log: Logger
    ) async throws(OrchestratorError) -> ResumableRun {
        let summary: RunSummary
        let records: [JournalRecord]
        let time: Milliseconds?
        do throws(StoreError) {
            summary = try await store.summary(of: run)
            if summary.status.isEnd { throw .alreadyEnded(run) }
            records = try await store.records(of: run)
            time = try await store.time(in: run, speed: request.speed)
        } catch {
            throw OrchestratorError(error)
        }
        var own = request
        own.parameters = summary.header.parameters
        own.mode = summary.header.mode
        let latest = records.last?.time ?? summary.header.started
        let prepared = try PreparedRun.prepare(
            own, Documents.restore(summary.header), for: .run(startingAt: max(latest, time ?? WallTimekeeper().now)))
        let runner = Runner(prepared, store: store, log: log)
        return ResumableRun(
            header: summary.header, records: records, runner: runner,
            session: try runner.replay(summary.header, records))
    }

    /// Becomes the executor of the run, which is then as its journal leaves it at that moment.
    package func takeOver() async throws(OrchestratorError) -> (run: ResumableRun, epoch: Epoch) {
        let epoch = try await runner.takeOver(header)
        var run = self
        let news: [JournalRecord]
        do throws(StoreError) {
            news = try await runner.store.records(of: header.run, after: session.sequence)
        } catch {
            throw OrchestratorError(error)
        }
        for record in news {
            do throws(Refusal) {
                try run.session.replay(record)
            } catch {
                throw OrchestratorError(.doesNotReplay(sequence: record.sequence, error), run: header.run)
            }
            run.records.append(record)
        }
        return (run, epoch)
    }

    /// The step that somebody names.
    package func node(named id: String) throws(OrchestratorError) -> NodeID {
        let labels = runner.prepared.plan.labels
        if let node = runner.prepared.plan.node(named: id) { return node }
        throw OrchestratorError(
            .unusable, "\(header.run) has no step \"\(id)\"",
            help: "Its steps are in \"switchyard show \(header.run)\"."
                + Suggestion.question(for: id, among: labels.map(\.id)))
    }
}
