/// Reads an XML document, without entities of its own. Nesting is bounded.
struct XMLReader {
    private static let deepest = 32

    private let bytes: [UInt8]
    private var index = 0

    /// Nil for anything that is no XML document.
    static func read(_ text: String) -> XMLElement? {
        var reader = XMLReader(bytes: Array(text.utf8))
        guard reader.skipProlog(), let element = reader.element(depth: 0), reader.skipProlog(),
            reader.index == reader.bytes.count
        else { return nil }
        return element
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func isAt(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        return text.withUTF8Buffer { bytes[index..<(index + length)].elementsEqual($0) }
    }

    private mutating func skip(past text: StaticString) -> Bool {
        while index < bytes.count {
            if isAt(text) {
                index += text.utf8CodeUnitCount
                return true
            }
            index += 1
        }
        return false
    }

    private mutating func skipBlanks() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    /// Blanks, comments and instructions. A document type is refused, and its entities with it.
    private mutating func skipProlog() -> Bool {
        while true {
            skipBlanks()
            if isAt("<?") {
                guard skip(past: "?>") else { return false }
            } else if isAt("<!--") {
                guard skip(past: "-->") else { return false }
            } else {
                return !isAt("<!")
            }
        }
    }

    private mutating func name() -> String? {
        let start = index
        while index < bytes.count,
            ![0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "<")].contains(bytes[index])
        {
            index += 1
        }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    /// From `<` to the end of its closing tag.
    private mutating func element(depth: Int) -> XMLElement? {
        guard depth < XMLReader.deepest, isAt("<") else { return nil }
        index += 1
        guard let name = name(), let isEmpty = skipAttributes() else { return nil }
        var element = XMLElement(name)
        if isEmpty { return element }
        var text: [UInt8] = []
        while index < bytes.count {
            if isAt("</") {
                index += 2
                guard self.name() == name else { return nil }
                skipBlanks()
                guard isAt(">") else { return nil }
                index += 1
                guard let decoded = XMLReader.decoded(text) else { return nil }
                element.text = element.children.isEmpty ? decoded : ""
                return element
            } else if isAt("<!--") {
                guard skip(past: "-->") else { return nil }
            } else if isAt("<") {
                guard let child = self.element(depth: depth + 1) else { return nil }
                element.children.append(child)
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        return nil
    }

    /// Whether the tag ends the element too; nil where the tag does not end.
    private mutating func skipAttributes() -> Bool? {
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return bytes[index - 2] == UInt8(ascii: "/")
            } else if byte == UInt8(ascii: "<") {
                return nil
            }
        }
        return nil
    }

    /// With what stands for characters replaced; nil where nobody knows what it stands for.
    private static func decoded(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("&") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { return nil }
            let name = rest[rest.index(after: start)..<end]
            switch name {
            case "amp": result += "&"
            case "lt": result += "<"
            case "gt": result += ">"
            case "quot": result += "\""
            case "apos": result += "'"
            default:
                let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
                guard name.hasPrefix("#"), let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
                    let scalar = Unicode.Scalar(number)
                else { return nil }
                result.unicodeScalars.append(scalar)
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
