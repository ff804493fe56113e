import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The terminal's keyboard. One prompt reads at a time: the latest, until it has its answer.
final class Keyboard: Sendable {
    enum Line: Equatable {
        case text(String)
        /// The end of the input, or nobody wants the answer any more.
        case none
        /// Another prompt was answered meanwhile; the question has scrolled away.
        case interrupted
    }

    static let shared = Keyboard()

    private let readers = Mutex<(open: [Int], count: Int)>(([], 0))

    func readLine(while isWanted: () -> Bool) -> Line {
        let own = readers.withLock { readers in
            readers.count += 1
            readers.open.append(readers.count)
            return readers.count
        }
        defer { readers.withLock { readers in readers.open.removeAll { $0 == own } } }
        var (line, wasInterrupted): ([UInt8], Bool) = ([], false)
        while isWanted() {
            guard readers.withLock({ $0.open.last == own }) else {
                wasInterrupted = true
                usleep(50_000)
                continue
            }
            if wasInterrupted { return .interrupted }
            var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 100) > 0 else { continue }
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return .none }
            if byte == 0x0A { return .text(String(decoding: line, as: UTF8.self).filter { !$0.isWhitespace }) }
            line.append(byte)
        }
        return .none
    }
}
