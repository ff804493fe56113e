/// The texts that diagnostics point into, line by line.
package struct SourceTexts: Sendable {
    private struct Text: Sendable {
        var bytes: [UInt8]
        /// Where each line starts; found out when it is first asked for.
        var starts: [Int]?
    }

    private var texts: [String: Text] = [:]

    package init() {}

    package mutating func add(_ bytes: [UInt8], file: String) {
        texts[file] = Text(bytes: bytes)
    }

    package func merging(_ other: SourceTexts) -> SourceTexts {
        var result = self
        result.texts.merge(other.texts) { own, _ in own }
        return result
    }

    /// A line without its end, counted from 1; nil when the text is not known or has no such line.
    package mutating func line(_ number: UInt32, of file: String) -> String? {
        guard let text = texts[file], number >= 1 else { return nil }
        let starts = text.starts ?? Self.lineStarts(text.bytes)
        if text.starts == nil { texts[file]?.starts = starts }
        guard Int(number) <= starts.count else { return nil }
        let start = starts[Int(number) - 1]
        let next = Int(number) < starts.count ? starts[Int(number)] : text.bytes.count
        var scalars = Array(String(decoding: text.bytes[start..<next], as: UTF8.self).unicodeScalars)
        while let last = scalars.last, Self.endsLine(last) { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    /// Lines end where YAML ends them: LF, CR, CR LF, NEL, LS, PS.
    private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        let bytes = bytes.span
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte > 0x0D && byte < 0xC2 { continue }
            switch byte {
            case 0x0A: starts.append(index)
            case 0x0D:
                if index < bytes.count, bytes[index] == 0x0A { index += 1 }
                starts.append(index)
            case 0xC2 where index < bytes.count && bytes[index] == 0x85:
                index += 1
                starts.append(index)
            case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80 && bytes[index + 1] & 0xFE == 0xA8:
                index += 2
                starts.append(index)
            default: break
            }
        }
        return starts
    }
}
