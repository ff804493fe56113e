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

    /// Each `$name` in a text, with its distance from the start in Unicode scalars; `run.outcome` is one name.
    static func names(in text: String) -> [(name: String, offset: Int)] {
        guard mayName(text) else { return [] }
        var result: [(String, Int)] = []
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            rest = rest[dollar...]
            var name = name(after: rest)
            if name == "run", rest.dropFirst(4).first == "." {
                name += "." + self.name(after: rest.dropFirst(4))
            }
            if !name.isEmpty {
                result.append((name, text.unicodeScalars.distance(from: text.startIndex, to: dollar)))
            }
            rest = rest.dropFirst()
        }
        return result
    }

    /// Whether there is a `$` at all; most texts have none.
    private static func mayName(_ text: String) -> Bool {
        let dollar = UInt8(ascii: "$")
        return text.utf8.withContiguousStorageIfAvailable { $0.contains(dollar) } ?? text.utf8.contains(dollar)
    }

    /// The name that follows the `$` (or `.`) with which the text begins.
    private static func name(after text: Substring) -> String {
        let tail = text.utf8.dropFirst()
        guard let first = tail.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return "" }
        let end =
            tail.firstIndex { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"):
                    false
                default: true
                }
            } ?? tail.endIndex
        return String(text[tail.startIndex..<end])
    }
}
