import Glibc

/// A POSIX extended regular expression that must match a whole value.
package enum AnchoredPattern {
    /// Why a pattern cannot be used, if it cannot. Repetitions are bounded, since compiling unrolls them.
    package static func problem(_ pattern: String) -> String? {
        if pattern.utf8.count > 200 { return "it is longer than 200 bytes" }
        if repetition(of: pattern) > 1000 { return "its repetitions multiply to more than 1000" }
        if hasBackReference(pattern) { return "it refers back to a group" }
        var compiled = regex_t()
        let code = regcomp(&compiled, "^(\(pattern))$", REG_EXTENDED | REG_NOSUB)
        guard code != 0 else {
            regfree(&compiled)
            return nil
        }
        var message = [CChar](repeating: 0, count: 128)
        regerror(code, &compiled, &message, message.count)
        return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether the whole of a text matches; a pattern that cannot be used matches nothing.
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        guard problem(pattern) == nil else { return false }
        var compiled = regex_t()
        guard regcomp(&compiled, "^(\(pattern))$", REG_EXTENDED | REG_NOSUB) == 0 else { return false }
        defer { regfree(&compiled) }
        return regexec(&compiled, text, 0, nil, 0) == 0
    }

    /// All counts in braces, multiplied: more than any nesting of them can come to.
    private static func repetition(of pattern: String) -> Int {
        var product = 1
        var number = 0
        var isInside = false
        for byte in pattern.utf8 {
            switch byte {
            case UInt8(ascii: "{"): (isInside, number) = (true, 0)
            case UInt8(ascii: "}"), UInt8(ascii: ","):
                if isInside { product = min(1 << 20, product * max(1, number)) }
                number = 0
                if byte == UInt8(ascii: "}") { isInside = false }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isInside { number = min(1 << 20, number * 10 + Int(byte - UInt8(ascii: "0"))) }
            default: break
            }
        }
        return product
    }

    private static func hasBackReference(_ pattern: String) -> Bool {
        var isEscaped = false
        for byte in pattern.utf8 {
            if isEscaped, byte >= UInt8(ascii: "1"), byte <= UInt8(ascii: "9") { return true }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        return false
    }
}
