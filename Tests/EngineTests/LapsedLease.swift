import Engine
import Runbook
import Synchronization

/// A lease that runs out while its executor sleeps, before a chosen one of its deeds, and that somebody else has then.
final class LapsedLease: RunLease {
    private let run: String
    private let looksUntilLapse: Mutex<Int>
    let renewals = Mutex(0)

    init(_ run: String, looksUntilLapse: Int) {
        self.run = run
        self.looksUntilLapse = Mutex(looksUntilLapse)
    }

    var renewalInterval: Duration { .seconds(3600) }

    var isCertain: Bool {
        looksUntilLapse.withLock { looks in
            looks -= 1
            return looks >= 0
        }
    }

    var hasLapsed: Bool { looksUntilLapse.withLock { $0 < 0 } }

    func renew(at time: Milliseconds) async throws(StoreError) {
        renewals.withLock { $0 += 1 }
        throw .superseded(run: run)
    }
}
