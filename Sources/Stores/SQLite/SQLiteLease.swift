import Engine
import Runbook
import Synchronization

/// A run's lease in the database. Renewing it and taking it over are transactions, so that one of the two comes first.
final class SQLiteLease: RunLease {
    private let store: SQLiteStore
    private let run: String
    private let epoch: Epoch
    private let certainUntil: Atomic<Int64>

    init(_ store: SQLiteStore, _ run: String, _ epoch: Epoch) {
        self.store = store
        self.run = run
        self.epoch = epoch
        // Unknown until it is renewed for the first time.
        certainUntil = Atomic(.min)
    }

    var renewalInterval: Duration { .milliseconds(store.leaseLife.rawValue / 3) }

    var isCertain: Bool { store.clock.now.rawValue < certainUntil.load(ordering: .acquiring) }

    func renew(at time: Milliseconds) async throws(StoreError) {
        let (run, epoch, life, clock) = (run, epoch, store.leaseLife, store.clock)
        // Counted from before it was asked for, so that we never think it longer than the database does.
        let start = clock.now
        try await store.write { db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            try Tenure.renew(row.number, at: time, for: life, clock, db)
        }
        certainUntil.store((start + life).rawValue, ordering: .releasing)
    }
}
