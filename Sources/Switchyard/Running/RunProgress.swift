package import Engine
package import Logging
import Runbook
package import RunbookCompiler
import Synchronization
package import World

/// Follows a run while it is executed and tells one listener of it, in the order of the journal.
package final class RunProgress: RunObserver {
    package struct News: Sendable {
        package var entries: [TimelineEntry]
        package var session: RunSession
        package var world: WorldState?
    }

    private let timeline: Mutex<Timeline>
    private let log: Logger
    private let listener: @Sendable (News) -> Void
    private let asker: @Sendable (NodeID, RunSession) -> Void

    /// - Parameters:
    ///   - past: the records that a resumed run already has.
    ///   - listener: hears of new entries; called on the executor's loop, so it returns soon.
    ///   - asker: puts an approval to people; called on the executor's loop.
    package init(
        plan: Plan, initiator: String, past: [JournalRecord] = [], log: Logger,
        listener: @escaping @Sendable (News) -> Void, asker: @escaping @Sendable (NodeID, RunSession) -> Void
    ) {
        var timeline = Timeline(plan: plan, initiator: initiator)
        for record in past { _ = try? timeline.entries(for: record) }
        self.timeline = Mutex(timeline)
        self.log = log
        self.listener = listener
        self.asker = asker
    }

    package func recorded(_ records: [JournalRecord], _ session: RunSession) {
        let news = timeline.withLock { timeline in
            var entries: [TimelineEntry] = []
            for record in records { entries += (try? timeline.entries(for: record)) ?? [] }
            return News(entries: entries, session: session, world: timeline.world)
        }
        for entry in news.entries {
            var metadata: Logger.Metadata = [
                "step": "\(entry.step ?? "-")", "event": "\(entry.kind.rawValue)", "sequence": "\(entry.sequence)",
            ]
            if !entry.detail.isEmpty { metadata["why"] = "\(entry.detail)" }
            log.debug("\(entry.text)", metadata: metadata)
        }
        listener(news)
    }

    package func asked(_ node: NodeID, _ session: RunSession) { asker(node, session) }
}
