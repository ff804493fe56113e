import NIOCore

/// A request's body that knows whether anybody has begun to send it.
struct MarkedBody: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let mark: SentMark

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var rest: ByteBuffer?
        fileprivate let mark: SentMark

        mutating func next() async throws -> ByteBuffer? {
            mark.set()
            defer { rest = nil }
            return rest
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes, mark: mark) }
}
