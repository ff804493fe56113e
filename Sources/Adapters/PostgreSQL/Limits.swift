import Foundation
import Runbook

/// How long a thread may wait for a socket.
struct Limits {
    let deadline: Deadline
    let isGivenUp: () -> Bool

    enum Outcome {
        case ready, overdue, givenUp
    }

    /// So often it looks whether it has been given up.
    private static let slice: Int64 = 20

    func wait(_ socket: Int32, isReading: Bool) -> Outcome {
        while true {
            if isGivenUp() { return .givenUp }
            let left = deadline.left.rawValue
            if left <= 0 { return .overdue }
            var descriptor = pollfd(fd: socket, events: Int16(isReading ? POLLIN : POLLOUT), revents: 0)
            let count = poll(&descriptor, 1, Int32(min(left, Limits.slice)))
            if count > 0 || (count < 0 && errno != EINTR) { return .ready }
        }
    }

    static func isReadable(_ socket: Int32) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }
}
