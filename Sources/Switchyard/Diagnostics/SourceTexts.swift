package import Runbook

/// The texts that diagnostics point into, line by line.
///
/// A file may be one line of many megabytes, or nothing but line ends: what is kept beside its bytes, and what is
/// looked at for one diagnostic, is small in both cases.
package struct SourceTexts: Sendable {
    /// A place whose line and column are known.
    private struct Mark: Sendable {
        var position: SourcePosition
        var offset: Int
    }

    private struct Text: Sendable {
        var bytes: [UInt8]
        /// A mark every few kilobytes, the first at the start; found out when they are first asked for.
        var marks: [Mark]?
    }

    private struct Place: Hashable, Sendable {
        var file: String
        var position: SourcePosition
    }

    /// How many characters of a line are shown at most before and after the place that is asked for.
    private static let reach = 500
    private static let markDistance = 4_096

    private var texts: [String: Text] = [:]
    /// Of texts that are no longer held.
    private var lines: [Place: SourceLine] = [:]

    package init() {}

    package mutating func add(_ bytes: [UInt8], file: String) {
        texts[file] = Text(bytes: bytes)
    }

    package func merging(_ other: SourceTexts) -> SourceTexts {
        var result = self
        result.texts.merge(other.texts) { own, _ in own }
        result.lines.merge(other.lines) { own, _ in own }
        return result
    }

    /// Lets go of the texts; what remains are the lines that these diagnostics point into.
    package mutating func condense(to diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics {
            for origin in [diagnostic.origin] + diagnostic.notes.map(\.origin) {
                let place = Place(file: origin.file, position: origin.span.start)
                if lines[place] == nil, let line = line(at: place.position, of: place.file) { lines[place] = line }
            }
        }
        texts = [:]
    }

    /// The line that a position is in, without its end: all of it, or what is near the position.
    ///
    /// Nil when the text is not known or has no such line.
    package mutating func line(at position: SourcePosition, of file: String) -> SourceLine? {
        guard let text = texts[file] else { return lines[Place(file: file, position: position)] }
        guard position.line >= 1 else { return nil }
        let marks = text.marks ?? Self.marks(in: text.bytes)
        if text.marks == nil { texts[file]?.marks = marks }
        let first = SourcePosition(
            line: position.line, column: UInt32(max(1, Int(position.column) - Self.reach)))
        guard let start = Self.find(first, in: text.bytes, marks) else { return nil }
        var end = start.offset
        var rest = Int(position.column) - Int(start.position.column) + Self.reach
        while rest > 0, end < text.bytes.count, Self.lineEnd(at: end, in: text.bytes) == nil {
            end += Self.length(at: end, in: text.bytes)
            rest -= 1
        }
        let isWhole = end == text.bytes.count || Self.lineEnd(at: end, in: text.bytes) != nil
        return SourceLine(
            text: String(decoding: text.bytes[start.offset..<end], as: UTF8.self),
            firstColumn: start.position.column, isCutAfter: !isWhole)
    }

    /// Where a position is, or the last place of its line when the line is shorter.
    private static func find(_ position: SourcePosition, in bytes: [UInt8], _ marks: [Mark]) -> Mark? {
        var lower = 0
        var upper = marks.count
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if marks[middle].position <= position { lower = middle } else { upper = middle }
        }
        var place = marks[lower]
        while place.position < position, place.offset < bytes.count {
            if place.position.line == position.line, lineEnd(at: place.offset, in: bytes) != nil { break }
            advance(&place, in: bytes)
        }
        return place.position.line == position.line ? place : nil
    }

    private static func marks(in bytes: [UInt8]) -> [Mark] {
        var place = Mark(position: .start, offset: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        var marks = [place]
        var next = place.offset + markDistance
        while place.offset < bytes.count {
            advance(&place, in: bytes)
            guard place.offset >= next else { continue }
            marks.append(place)
            next = place.offset + markDistance
        }
        return marks
    }

    /// Over one character or one line end.
    private static func advance(_ place: inout Mark, in bytes: [UInt8]) {
        if let length = lineEnd(at: place.offset, in: bytes) {
            place.offset += length
            place.position = SourcePosition(line: place.position.line + 1, column: 1)
        } else {
            place.offset += length(at: place.offset, in: bytes)
            place.position.column += 1
        }
    }

    /// The length of the line end at an offset; nil when there is none.
    ///
    /// Lines end where YAML ends them: LF, CR, CR LF, NEL, LS, PS.
    private static func lineEnd(at offset: Int, in bytes: [UInt8]) -> Int? {
        switch bytes[offset] {
        case 0x0A: 1
        case 0x0D: offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        case 0xC2 where offset + 1 < bytes.count && bytes[offset + 1] == 0x85: 2
        case 0xE2
        where offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && bytes[offset + 2] & 0xFE == 0xA8: 3
        default: nil
        }
    }

    /// The length of the character at an offset; of one that is broken, its first byte and what belongs to it.
    private static func length(at offset: Int, in bytes: [UInt8]) -> Int {
        var end = offset + 1
        while end < bytes.count, end - offset < 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end - offset
    }
}
