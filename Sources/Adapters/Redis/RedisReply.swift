/// What Redis answers to one command.
enum RedisReply: Hashable {
    case text(String)
    case number(Int64)
    case list([RedisReply])
    case nothing
    case error(String)

    /// All replies in a text, the last one whole; nil when one is cut off or is none.
    static func all(in text: String) -> [RedisReply]? {
        var reader = Reader(bytes: Array(text.utf8))
        var replies: [RedisReply] = []
        while !reader.isAtEnd {
            guard let reply = reader.read(depth: 0) else { return nil }
            replies.append(reply)
        }
        return replies
    }

    private struct Reader {
        let bytes: [UInt8]
        var offset = 0

        private static let deepest = 4

        var isAtEnd: Bool { offset >= bytes.count }

        mutating func read(depth: Int) -> RedisReply? {
            guard depth <= Reader.deepest, let line = readLine(), let kind = line.utf8.first else { return nil }
            let rest = String(line.dropFirst())
            switch kind {
            case UInt8(ascii: "+"): return .text(rest)
            case UInt8(ascii: "-"): return .error(rest)
            case UInt8(ascii: ":"): return Int64(rest).map { .number($0) }
            case UInt8(ascii: "$"):
                guard let count = Int(rest) else { return nil }
                return count < 0 ? .nothing : readText(count)
            case UInt8(ascii: "*"):
                guard let count = Int(rest), count <= bytes.count else { return nil }
                if count < 0 { return .nothing }
                var items: [RedisReply] = []
                for _ in 0..<count {
                    guard let item = read(depth: depth + 1) else { return nil }
                    items.append(item)
                }
                return .list(items)
            default: return nil
            }
        }

        private mutating func readLine() -> String? {
            guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\r")), end + 1 < bytes.count,
                bytes[end + 1] == UInt8(ascii: "\n")
            else { return nil }
            defer { offset = end + 2 }
            return String(decoding: bytes[offset..<end], as: UTF8.self)
        }

        private mutating func readText(_ count: Int) -> RedisReply? {
            guard count <= bytes.count - offset - 2 else { return nil }
            defer { offset += count + 2 }
            return .text(String(decoding: bytes[offset..<offset + count], as: UTF8.self))
        }
    }
}
