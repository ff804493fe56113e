package import Runbook

/// Where runs are kept. What `append` has returned from is durable.
package protocol RunStore: Sendable {
    /// Where it waits for what it keeps; a task that is already there appends without changing threads.
    var executor: (any TaskExecutor)? { get }

    /// Creates a run and takes its claims and its lease, or says who has them.
    func create(_ header: RunHeader) async throws(StoreError) -> Epoch

    /// Takes over a run whose executor is gone or has let its lease run out, with a higher epoch.
    func takeOver(_ run: String) async throws(StoreError) -> Epoch

    /// The lease that `create` or `takeOver` gave; nil when an executor cannot outlive its hold on the store.
    func lease(of run: String, epoch: Epoch) -> (any RunLease)?

    /// What time it is in a run, by a clock that nobody sets; nil when that cannot be known.
    /// - Parameter speed: how many seconds pass in the run in each real one.
    func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds?

    /// Adds records that follow the last one, all or none, unless the epoch is superseded.
    func append(_ records: [JournalRecord], to run: String, epoch: Epoch) async throws(StoreError)

    /// Notes how a run stands. An end gives its claims back; any status at rest gives the lease back.
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

    func summary(of run: String) async throws(StoreError) -> RunSummary

    /// The latest first.
    func runs() async throws(StoreError) -> [RunSummary]
}
