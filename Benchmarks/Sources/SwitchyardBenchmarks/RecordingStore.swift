import Engine
import Runbook
import Synchronization

/// Passes everything on, and remembers how many records came together.
final class RecordingStore: RunStore {
    private let store: any RunStore
    private let sizes = Mutex<[Int]>([])

    init(_ store: any RunStore) { self.store = store }

    var executor: (any TaskExecutor)? { store.executor }
    var batches: [Int] { sizes.withLock { $0 } }

    func create(_ header: RunHeader) async throws(StoreError) -> Epoch { try await store.create(header) }
    func takeOver(_ run: String) async throws(StoreError) -> Epoch { try await store.takeOver(run) }

    func append(_ records: [JournalRecord], to run: String, epoch: Epoch) async throws(StoreError) {
        sizes.withLock { $0.append(records.count) }
        try await store.append(records, to: run, epoch: epoch)
    }

    func conclude(
        _ run: String, epoch: Epoch, status: RunStatus, truth: String, at time: Milliseconds
    ) async throws(StoreError) {
        try await store.conclude(run, epoch: epoch, status: status, truth: truth, at: time)
    }

    func records(of run: String) async throws(StoreError) -> [JournalRecord] { try await store.records(of: run) }
    func summary(of run: String) async throws(StoreError) -> RunSummary { try await store.summary(of: run) }
    func runs() async throws(StoreError) -> [RunSummary] { try await store.runs() }
}
