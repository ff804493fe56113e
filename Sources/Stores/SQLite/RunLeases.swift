import Engine
import Synchronization

/// The leases that this store holds, by run.
///
/// Today a lease is a lock on a file beside the database, which is right while all executors share one machine. A lease
/// that times out, for executors on several machines, replaces `RunLease` and nothing else.
final class RunLeases: Sendable {
    private let directory: String
    private let held = Mutex<[String: RunLease]>([:])

    init(directory: String) { self.directory = directory }

    /// A run's name becomes a file's name.
    static func isUsable(_ run: String) -> Bool {
        !run.isEmpty && run.utf8.count <= 100 && run.utf8.first != UInt8(ascii: ".")
            && run.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    func take(_ run: String) throws(StoreError) {
        guard RunLeases.isUsable(run) else { throw .unavailable(StoreWords.unusableName(run)) }
        let path = path(of: run)
        try held.withLock { held throws(StoreError) in
            guard held[run] == nil, let lease = try RunLease.take(path) else { throw .attended(run: run) }
            held[run] = lease
        }
    }

    /// Beside the database, so that a log of it which lost its end cannot pass for the whole.
    func note(records: Int64, of run: String) {
        held.withLock { $0[run] }?.note(records: records)
    }

    /// Zero when nothing was noted.
    func notedRecords(of run: String) -> Int64 {
        RunLeases.isUsable(run) ? RunLease.notedRecords(path(of: run)) ?? 0 : 0
    }

    func giveBack(_ run: String, forGood: Bool) {
        let lease = held.withLock { $0.removeValue(forKey: run) }
        if forGood { lease?.discard() }
    }

    func isAttended(_ run: String) -> Bool { RunLeases.isUsable(run) && RunLease.isTaken(path(of: run)) }

    private func path(of run: String) -> String { "\(directory)/\(run).lock" }
}
