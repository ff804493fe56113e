import Engine
import RunbookCompiler
import Synchronization

/// Remembers how many records became durable together.
final class CommitSizes: RunObserver {
    private let sizes = Mutex<[Int]>([])

    var all: [Int] { sizes.withLock { $0 } }

    func recorded(_ records: [JournalRecord], _ session: RunSession) { sizes.withLock { $0.append(records.count) } }
    func asked(_ node: NodeID, _ session: RunSession) {}
}
