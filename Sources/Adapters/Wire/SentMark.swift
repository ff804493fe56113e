import Synchronization

/// Whether anything of a question has been sent: a server that has none of it cannot have acted.
final class SentMark: Sendable {
    private let isSet = Atomic(false)
    var isSent: Bool { isSet.load(ordering: .acquiring) }
    func set() { isSet.store(true, ordering: .releasing) }
}
