package import Engine
import Monitoring
package import Runbook

/// Samples regions again and again, and keeps what it sees. Each round begins at its own time, however long the last one
/// took; a round that is missed is a gap.
package struct Observer: Sendable {
    private let lookout: Lookout
    private let history: any SampleStore
    private let every: Milliseconds
    private let retention: Retention
    private let listener: @Sendable (ObserverEvent) -> Void

    package init(
        _ lookout: Lookout, every: Milliseconds, retention: Retention = Retention(),
        listener: @escaping @Sendable (ObserverEvent) -> Void
    ) throws(OrchestratorError) {
        self.lookout = lookout
        history = try Composition.history(in: lookout.request.store)
        self.every = every
        self.retention = retention
        self.listener = listener
    }

    private static let pruning = Milliseconds.minutes(10)

    /// Until the task is cancelled, or for so many rounds. What has been seen is kept then too.
    ///
    /// A history that takes nothing for a while, locked or with a full disk, does not end the looking.
    /// - Throws: what the history said when it does not take what is left in the end.
    package func run(rounds: Int?) async throws(OrchestratorError) {
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        var pruned: Milliseconds?
        var backlog = Backlog()
        while !Task.isCancelled {
            let survey = await lookout.look()
            if Task.isCancelled { break }
            let look = survey.look
            backlog.add(look)
            listener(.looked(look))
            if backlog.isDue(at: survey.time) {
                do throws(StoreError) {
                    try await keep(&backlog)
                } catch {
                    try putOff(&backlog, at: survey.time, error)
                }
                if pruned.map({ survey.time - $0 >= Observer.pruning }) ?? true {
                    await prune(at: survey.time)
                    pruned = survey.time
                }
            }
            done += 1
            if let rounds, done >= rounds { break }
            // What is past has no beat; otherwise the next that is not over: those that were missed are not made up for.
            if await lookout.goOn(by: every) { continue }
            let beat = (start.duration(to: clock.now) / .milliseconds(every.rawValue)).rounded(.down) + 1
            try? await clock.sleep(until: start + .milliseconds(Int64(beat) * every.rawValue))
        }
        do throws(StoreError) {
            try await keep(&backlog)
        } catch {
            throw OrchestratorError(error)
        }
    }

    private func keep(_ backlog: inout Backlog) async throws(StoreError) {
        try await history.keep(backlog.looks, of: lookout.environment.name.value)
        if backlog.isHeld { listener(.caughtUp) }
        backlog.wereKept()
    }

    /// What could not be removed is removed the next time.
    private func prune(at now: Milliseconds) async {
        do throws(StoreError) {
            try await history.prune(retention, at: now)
        } catch {
            listener(.unpruned(error))
        }
    }

    private func putOff(
        _ backlog: inout Backlog, at now: Milliseconds, _ error: StoreError
    ) throws(OrchestratorError) {
        // What is past goes by at once: nothing of it could be held.
        if lookout.request.past > .zero { throw OrchestratorError(error) }
        let lost = backlog.werePutOff(at: now)
        listener(.held(error))
        if lost > 0 { listener(.lost(lost)) }
    }
}
