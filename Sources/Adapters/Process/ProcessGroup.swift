import Glibc
import Synchronization

/// A program and all that it has started, as long as that stays in its group.
final class ProcessGroup: Sendable {
    private let leader = Atomic<Int32>(0)

    func lead(by process: Int32) { leader.store(process, ordering: .releasing) }

    /// At once, whether or not its leader is still there.
    func end() {
        let process = leader.load(ordering: .acquiring)
        // 0 and -1 would be more than a group of ours.
        if process > 1 { _ = kill(-process, SIGKILL) }
    }
}
