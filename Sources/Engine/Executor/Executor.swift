package import Logging
package import Runbook
package import RunbookCompiler
import World

/// The shell around a session: journals what it decided, then does it.
///
/// One loop owns the session. Effects, samples and sleeps are child tasks that answer through the inbox; whatever has
/// arrived together is journaled together, in one commit, before anything that follows from it is done.
package struct Executor: Sendable {
    package var adapters: AdapterSet
    package var store: any RunStore
    package var timekeeper: any Timekeeper
    package var observer: any RunObserver
    package var log: Logger

    package init(
        adapters: AdapterSet, store: any RunStore, timekeeper: any Timekeeper, observer: any RunObserver = NoObserver(),
        log: Logger
    ) {
        self.adapters = adapters
        self.store = store
        self.timekeeper = timekeeper
        self.observer = observer
        self.log = log
    }

    /// Runs a session until it rests: ended, held or paused.
    ///
    /// Cancelling the task that calls this cancels nothing: a run is paused or stopped by an order.
    /// - Parameters:
    ///   - first: `Event.started` for a new run, `Event.resumed` for one that was taken over.
    ///   - next: heard after the orders that wait in the store, and before the answers that do.
    package func execute(
        _ session: RunSession, run: String, epoch: Epoch, first: Arrival, next: [Arrival] = [], inbox: Inbox
    ) async throws(ExecutorError) -> RunSession {
        var carrier = MailCarrier(store: store, run: run, epoch: epoch, adapters: adapters, inbox: inbox)
        let opening: [Arrival]
        do throws(StoreError) {
            let waiting = try await carrier.collect()
            opening = [first] + waiting.filter { !$0.isAnswer } + next + waiting.filter(\.isAnswer)
        } catch {
            throw .store(error)
        }
        if first.event == .resumed { await adapters.supersede(run, before: epoch) }
        let work = Task(executorPreference: store.executor) { [carrier] in
            await withDiscardingTaskGroup { group in
                group.addTask { await carrier.carry() }
                var loop = ExecutorLoop(executor: self, session: session, run: run, epoch: epoch, inbox: inbox)
                let result = await loop.run(opening, &group)
                await loop.stopAttempts()
                group.cancelAll()
                return result
            }
        }
        return try await work.value.get()
    }

    /// The session as it was when its last record was journaled.
    package static func replay(
        _ records: [JournalRecord], plan: Plan, initiator: String, settleTime: Milliseconds
    ) throws(ExecutorError) -> RunSession {
        var session = RunSession(plan: plan, initiator: initiator, settleTime: settleTime)
        for record in records {
            do throws(Refusal) {
                try session.replay(record)
            } catch {
                throw .doesNotReplay(sequence: record.sequence, error)
            }
        }
        return session
    }
}
