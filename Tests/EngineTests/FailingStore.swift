import Engine
import Runbook
import Stores
import Synchronization

/// A store whose appends fail from a chosen one on, like a full disk, which tells nothing of a run for the first few times
/// that it is asked, and whose leases may be a test's own.
final class FailingStore: RunStore {
    let memory: MemoryStore
    private let goodAppends: Int
    private let appends = Mutex(0)
    private let badSummaries: Mutex<Int>

    private let ownLease: (any RunLease)?

    init(_ memory: MemoryStore, goodAppends: Int = .max, badSummaries: Int = 0, lease: (any RunLease)? = nil) {
        self.memory = memory
        ownLease = lease
        self.goodAppends = goodAppends
        self.badSummaries = Mutex(badSummaries)
    }

    func append(
        _ records: [JournalRecord], answering replies: [MessageReply], to run: String, epoch: Epoch
    ) async throws(StoreError) {
        let count = appends.withLock { count in
            count += 1
            return count
        }
        guard count <= goodAppends else { throw .unavailable("disk full") }
        try await memory.append(records, answering: replies, to: run, epoch: epoch)
    }

    var executor: (any TaskExecutor)? { memory.executor }
    func create(_ header: RunHeader, succeeding succession: Succession?) async throws(StoreError) -> Epoch {
        try await memory.create(header, succeeding: succession)
    }
    func takeOver(_ run: String) async throws(StoreError) -> Epoch { try await memory.takeOver(run) }
    func conclude(_ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds)
        async throws(StoreError)
    {
        try await memory.conclude(run, epoch: epoch, status: status, truth: truth, at: time)
    }
    func standing(of environment: String) async throws(StoreError) -> Standing {
        try await memory.standing(of: environment)
    }
    func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError) {
        try await memory.remember(change, of: run, epoch: epoch)
    }
    func forget(_ environment: String) async throws(StoreError) { try await memory.forget(environment) }
    func lease(of run: String, epoch: Epoch) -> (any RunLease)? { ownLease }
    func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds? {
        try await memory.time(in: run, speed: speed)
    }
    func records(of run: String) async throws(StoreError) -> [JournalRecord] { try await memory.records(of: run) }
    func records(of run: String, after sequence: Int64) async throws(StoreError) -> [JournalRecord] {
        try await memory.records(of: run, after: sequence)
    }
    func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64 {
        try await memory.send(message, to: run)
    }
    func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage] {
        try await memory.messages(of: run, after: number)
    }
    func summary(of run: String) async throws(StoreError) -> RunSummary {
        let isBad = badSummaries.withLock { left in
            left -= 1
            return left >= 0
        }
        if isBad { throw .unavailable("the database is locked") }
        return try await memory.summary(of: run)
    }
    func runs() async throws(StoreError) -> [RunSummary] { try await memory.runs() }
}
