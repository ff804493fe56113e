/// Cuts a condition's text into tokens.
enum ConditionLexer {
    static func tokens(_ text: Span<UInt8>) -> [ConditionToken] {
        var tokens: [ConditionToken] = []
        var index = 0
        while index < text.count {
            let start = index
            let byte = text[index]
            index += 1
            let kind: ConditionToken.Kind
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "("): kind = .open
            case UInt8(ascii: ")"): kind = .close
            case UInt8(ascii: ","): kind = .comma
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"):
                while index < text.count, isSign(text[index]) { index += 1 }
                kind = .comparison
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                while index < text.count, text[index] != byte { index += 1 }
                kind = index < text.count ? .text : .stray
                index = min(text.count, index + 1)
            default:
                while index < text.count, !endsWord(text[index]) { index += 1 }
                kind = .word
            }
            tokens.append(ConditionToken(kind: kind, range: start..<index))
        }
        tokens.append(ConditionToken(kind: .end, range: text.count..<text.count))
        return tokens
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "!")
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "'"),
            UInt8(ascii: "\""):
            true
        default: isSign(byte)
        }
    }
}
