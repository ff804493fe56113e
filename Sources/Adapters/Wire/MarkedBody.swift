import NIOCore
import Synchronization

/// A request's body that knows whether anybody has begun to send it. A server that has none of it cannot have acted.
struct MarkedBody: AsyncSequence, Sendable {
    /// Whether anything has been sent.
    final class Mark: Sendable {
        private let isSet = Atomic(false)
        var isSent: Bool { isSet.load(ordering: .acquiring) }
        func set() { isSet.store(true, ordering: .releasing) }
    }

    let bytes: ByteBuffer
    let mark: Mark

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var rest: ByteBuffer?
        fileprivate let mark: Mark

        mutating func next() async throws -> ByteBuffer? {
            mark.set()
            defer { rest = nil }
            return rest
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes, mark: mark) }
}
