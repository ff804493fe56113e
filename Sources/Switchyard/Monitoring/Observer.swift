package import Engine
package import Monitoring
package import Runbook

/// Samples regions again and again, and keeps what it sees. Each round begins at its own time, however long the last one
/// took; a round that is missed is a gap.
package struct Observer: Sendable {
    private let lookout: Lookout
    private let history: any SampleStore
    private let every: Milliseconds
    private let retention: Retention
    /// Told of each round.
    private let listener: @Sendable (Survey) -> Void

    package init(
        _ lookout: Lookout, every: Milliseconds, retention: Retention = Retention(),
        listener: @escaping @Sendable (Survey) -> Void
    ) throws(OrchestratorError) {
        self.lookout = lookout
        history = try Composition.history(in: lookout.request.store)
        self.every = every
        self.retention = retention
        self.listener = listener
    }

    private static let pruning = Milliseconds.minutes(10)
    /// What is written at once: each step of a series is touched once for all of its samples.
    private static let batch = Milliseconds.minutes(1)

    /// Until the task is cancelled, or for so many rounds. What has been seen is kept then too.
    package func run(rounds: Int?) async throws(OrchestratorError) {
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        var pruned: Milliseconds?
        var pending: [Sample] = []
        while !Task.isCancelled {
            let survey = await lookout.look()
            if Task.isCancelled { break }
            pending += survey.samples
            if let first = pending.first, survey.time - first.time >= Observer.batch {
                try await keep(&pending)
                if pruned.map({ survey.time - $0 >= Observer.pruning }) ?? true {
                    try await prune(at: survey.time)
                    pruned = survey.time
                }
            }
            listener(survey)
            done += 1
            if let rounds, done >= rounds { break }
            // What is past has no beat; otherwise the next that is not over: those that were missed are not made up for.
            if await lookout.goOn(by: every) { continue }
            let beat = (start.duration(to: clock.now) / .milliseconds(every.rawValue)).rounded(.down) + 1
            try? await clock.sleep(until: start + .milliseconds(Int64(beat) * every.rawValue))
        }
        try await keep(&pending)
    }

    private func keep(_ samples: inout [Sample]) async throws(OrchestratorError) {
        do throws(StoreError) {
            try await history.keep(samples, of: lookout.environment.name.value)
            samples.removeAll(keepingCapacity: true)
        } catch {
            throw OrchestratorError(error)
        }
    }

    private func prune(at now: Milliseconds) async throws(OrchestratorError) {
        do throws(StoreError) {
            try await history.prune(retention, at: now)
        } catch {
            throw OrchestratorError(error)
        }
    }
}
