/// Reads names.
package enum NameText {
    /// `[a-z][a-z0-9_]*`
    package static func isId(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, isLower(text[0]) else { return false }
        for index in 1..<text.count where !isIdByte(text[index]) { return false }
        return true
    }

    /// `[a-z][a-z0-9-]*`
    package static func isRegion(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, isLower(text[0]) else { return false }
        for index in 1..<text.count {
            let byte = text[index]
            if !isLower(byte), !isDigit(byte), byte != UInt8(ascii: "-") { return false }
        }
        return true
    }

    /// `$` and an id.
    package static func isReference(_ text: Span<UInt8>) -> Bool {
        text.count > 1 && text[0] == UInt8(ascii: "$") && isId(text.extracting(1..<text.count))
    }

    /// Ids joined by dots.
    package static func isAction(_ text: Span<UInt8>) -> Bool {
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: ".") {
            guard isId(text.extracting(start..<index)) else { return false }
            start = index + 1
        }
        return true
    }

    /// An id, `@`, and a version from 1; returns where the `@` is.
    package static func child(_ text: Span<UInt8>) -> (at: Int, version: Int64)? {
        for index in text.indices where text[index] == UInt8(ascii: "@") {
            let digits = text.extracting(index + 1..<text.count)
            guard isId(text.extracting(0..<index)), digits.count <= 9, let version = QuantityText.integer(digits),
                version >= 1
            else { return nil }
            return (index, version)
        }
        return nil
    }

    @inline(__always)
    static func isLower(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    @inline(__always)
    static func isIdByte(_ byte: UInt8) -> Bool { isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }
}
