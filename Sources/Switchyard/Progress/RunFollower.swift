package import Engine
package import Runbook
import RunbookCompiler

/// Follows a run through the store, whoever executes it and wherever.
package struct RunFollower: Sendable {
    package private(set) var summary: RunSummary
    private let store: any RunStore
    private var timeline: Timeline
    /// What had happened before it was followed.
    private var past: [TimelineEntry]

    package init(_ run: String, store: any RunStore) async throws(OrchestratorError) {
        let past = try await PastRun.load(run, from: store)
        self.store = store
        summary = past.summary
        timeline = past.timeline
        self.past = past.entries
    }

    package var machine: RunMachine { timeline.session.machine }

    package var lastTime: Milliseconds { timeline.session.lastTime }

    /// What has happened since the last time; at first, all of it. Nil when nothing has.
    package mutating func news() async throws(OrchestratorError) -> RunProgress.News? {
        var entries = past
        past = []
        let records: [JournalRecord]
        do throws(StoreError) {
            records = try await store.records(of: summary.header.run, after: timeline.session.sequence)
        } catch {
            throw OrchestratorError(error)
        }
        for record in records {
            do throws(Refusal) {
                entries += try timeline.entries(for: record)
            } catch {
                throw OrchestratorError(.doesNotReplay(sequence: record.sequence, error), run: summary.header.run)
            }
        }
        guard !entries.isEmpty || !records.isEmpty else { return nil }
        return RunProgress.News(entries: entries, session: timeline.session, world: timeline.world)
    }

    /// Whether somebody executes it still.
    package mutating func isGoingOn() async throws(OrchestratorError) -> Bool {
        do throws(StoreError) {
            summary = try await store.summary(of: summary.header.run)
        } catch {
            throw OrchestratorError(error)
        }
        return summary.status == .running && summary.isAttended
    }
}
