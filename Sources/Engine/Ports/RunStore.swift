package import Runbook

/// Where runs are kept. What `append` has returned from is durable.
package protocol RunStore: Sendable {
    /// Where it waits for what it keeps; a task that is already there appends without changing threads.
    var executor: (any TaskExecutor)? { get }

    /// Creates a run and takes its claims and its lease, or says who has them.
    /// - Parameter succession: the run that it takes the place of, which ends as stopped and gives its claims.
    func create(_ header: RunHeader, succeeding succession: Succession?) async throws(StoreError) -> Epoch

    /// Takes over a run whose executor is gone or has let its lease run out, with a higher epoch.
    func takeOver(_ run: String) async throws(StoreError) -> Epoch

    /// The lease that `create` or `takeOver` gave; nil when an executor cannot outlive its hold on the store.
    func lease(of run: String, epoch: Epoch) -> (any RunLease)?

    /// What time it is in a run, by a clock that nobody sets; nil when that cannot be known.
    /// - Parameter speed: how many seconds pass in the run in each real one.
    func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds?

    /// Adds records that follow the last one and notes what became of messages, all or none, unless the epoch is
    /// superseded. So a message is journaled and answered at once, and never heard twice.
    func append(_ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch)
        async throws(StoreError)

    /// Notes how a run stands. An end gives its claims back and refuses the messages that nobody has heard; any status
    /// at rest gives the lease back.
    func conclude(_ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds)
        async throws(StoreError)

    /// What is remembered of an environment's regions; empty when nothing is.
    func standing(of environment: String) async throws(StoreError) -> Standing

    /// Remembers what a run found out of its environment, unless its epoch is superseded.
    func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError)

    /// Forgets what is remembered of an environment whose regions begin anew.
    func forget(_ environment: String) async throws(StoreError)

    /// All records, their chain verified.
    func records(of run: String) async throws(StoreError) -> [JournalRecord]

    /// The records after one, their chain verified from there.
    func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord]

    /// Leaves a message for whoever executes a run that has not ended. Returns its number.
    func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64

    /// The messages after a number, the earliest first. Asked for many times a second, so it is cheap.
    func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage]

    /// Returns when it is time to look for messages again, or early when the task is cancelled.
    func waitForMessages(of run: String) async

    func summary(of run: String) async throws(StoreError) -> RunSummary

    /// The latest first.
    func runs() async throws(StoreError) -> [RunSummary]
}

extension RunStore {
    /// Whatever the clock of the regions does.
    package func waitForMessages(of run: String) async { try? await Task.sleep(for: .milliseconds(50)) }

    package func create(_ header: RunHeader) async throws(StoreError) -> Epoch {
        try await create(header, succeeding: nil)
    }

    package func append(_ records: [JournalRecord], to run: String, epoch: Epoch) async throws(StoreError) {
        try await append(records, answering: [], to: run, epoch: epoch)
    }
}
