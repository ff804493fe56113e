import Runbook

extension Scope {
    /// A text for people, with each `$name` of a parameter that has a value replaced by that value.
    func replacingParameters(in text: String) -> String {
        guard Scope.mayName(text) else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let name = Scope.name(after: rest)
            if let value = value(named: name) {
                result += value.description
                rest = rest.dropFirst(name.count + 1)
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// The same, of a text that is shown on terminals and drawings: nothing in it can steer them.
    func readable(_ text: String) -> String { replacingParameters(in: text).printable }

    /// Calls for each `$name` in a text, with its distance from the start in Unicode scalars; `run.outcome` is one name.
    /// A text may hold millions of them.
    static func forEachName(in text: String, _ body: (_ name: String, _ offset: Int) -> Void) {
        guard mayName(text) else { return }
        var text = text
        text.withUTF8 { bytes in
            var offset = 0
            for index in bytes.indices {
                if bytes[index] == UInt8(ascii: "$") {
                    var end = endOfName(after: index, in: bytes)
                    if bytes[(index + 1)..<end].elementsEqual("run".utf8), end < bytes.count,
                        bytes[end] == UInt8(ascii: ".")
                    {
                        end = endOfName(after: end, in: bytes)
                    }
                    if end > index + 1 { body(String(decoding: bytes[(index + 1)..<end], as: UTF8.self), offset) }
                }
                if bytes[index] & 0xC0 != 0x80 { offset += 1 }
            }
        }
    }

    /// Where the name ends that follows a sign; just after the sign when none does.
    private static func endOfName(after sign: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = sign + 1
        while end < bytes.count, isNameByte(bytes[end], isFirst: end == sign + 1) { end += 1 }
        return end
    }

    private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): !isFirst
        default: false
        }
    }

    /// Whether there is a `$` at all; most texts have none.
    private static func mayName(_ text: String) -> Bool {
        let dollar = UInt8(ascii: "$")
        return text.utf8.withContiguousStorageIfAvailable { $0.contains(dollar) } ?? text.utf8.contains(dollar)
    }

    /// The name that follows the `$` with which the text begins.
    private static func name(after text: Substring) -> String {
        var tail = text.dropFirst()
        return tail.withUTF8 { bytes in
            let end = bytes.indices.first { !isNameByte(bytes[$0], isFirst: $0 == 0) } ?? bytes.count
            return String(decoding: bytes[..<end], as: UTF8.self)
        }
    }
}
