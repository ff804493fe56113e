import NIOCore

/// A question to a name server, and its answer, as RFC 1035 has them.
enum DNSMessage {
    enum RecordType: UInt16 { case four = 1, six = 28 }

    /// What came of a question.
    struct Answer: Hashable {
        /// 0 when all is well.
        var code: UInt8
        /// Of the type that was asked for.
        var addresses: [String]
        /// The longest, in seconds.
        var timeToLive: Int
    }

    static func question(_ name: String, _ type: RecordType, id: UInt16) -> ByteBuffer {
        var buffer = ByteBuffer()
        // Only from what the server itself has: recursion is not asked for.
        for word in [id, 0, 1, 0, 0, 0] as [UInt16] { buffer.writeInteger(word) }
        for label in name.split(separator: ".") {
            buffer.writeInteger(UInt8(truncatingIfNeeded: label.utf8.count))
            buffer.writeString(String(label))
        }
        buffer.writeInteger(UInt8(0))
        buffer.writeInteger(type.rawValue)
        buffer.writeInteger(UInt16(1))
        return buffer
    }

    /// Nil for what is no answer to that question.
    static func answer(_ message: ByteBuffer, to id: UInt16, _ type: RecordType) -> Answer? {
        var rest = message
        guard
            let (told, flags, questions, answers) = rest.readMultipleIntegers(
                as: (UInt16, UInt16, UInt16, UInt16).self),
            rest.readBytes(length: 4) != nil, told == id, flags & 0x8000 != 0, questions <= 1
        else { return nil }
        var result = Answer(code: UInt8(flags & 0xF), addresses: [], timeToLive: 0)
        for _ in 0..<questions {
            guard skipName(&rest), rest.readBytes(length: 4) != nil else { return nil }
        }
        for _ in 0..<answers {
            guard skipName(&rest),
                let (kind, _, seconds, length) = rest.readMultipleIntegers(
                    as: (UInt16, UInt16, UInt32, UInt16).self),
                let data = rest.readBytes(length: Int(length))
            else { return nil }
            guard kind == type.rawValue, let address = address(data, type) else { continue }
            result.addresses.append(address)
            result.timeToLive = max(result.timeToLive, Int(seconds))
        }
        return result
    }

    private static func skipName(_ rest: inout ByteBuffer) -> Bool {
        while let length = rest.readInteger(as: UInt8.self) {
            if length == 0 { return true }
            if length & 0xC0 == 0xC0 { return rest.readInteger(as: UInt8.self) != nil }
            guard length < 64, rest.readBytes(length: Int(length)) != nil else { return false }
        }
        return false
    }

    private static func address(_ data: [UInt8], _ type: RecordType) -> String? {
        guard data.count == (type == .four ? 4 : 16) else { return nil }
        return (try? SocketAddress(packedIPAddress: ByteBuffer(bytes: data), port: 0))?.ipAddress
    }
}
