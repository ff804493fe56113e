import Runbook

/// A place in the write-ahead log, in bytes from its beginning: `0/3000028`.
struct LogPosition: Hashable, Comparable {
    let bytes: UInt64

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16) else {
            return nil
        }
        bytes = UInt64(high) << 32 | UInt64(low)
    }

    static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

    init(bytes: UInt64) { self.bytes = bytes }

    static let start = LogPosition(bytes: 0)

    /// Just after it.
    var next: LogPosition { LogPosition(bytes: bytes + 1) }

    /// How far this is behind another; nothing when it is not.
    func distance(to other: LogPosition) -> UInt64 { other.bytes > bytes ? other.bytes - bytes : 0 }
}

extension LogPosition: CustomStringConvertible {
    var description: String {
        String(bytes >> 32, radix: 16, uppercase: true) + "/"
            + String(bytes & 0xFFFF_FFFF, radix: 16, uppercase: true)
    }
}
