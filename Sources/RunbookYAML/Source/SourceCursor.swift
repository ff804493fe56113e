import Runbook

/// Finds places in the source bytes, for the few marks that libyaml does not give; moves forward only, so that all
/// look-ups together read the file once.
struct SourceCursor {
    private var line: UInt32 = 1
    /// Where the current line starts.
    private var lineStart: Int

    init(_ bytes: Span<UInt8>) {
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        lineStart = hasMark ? 3 : 0
    }

    /// The byte offset of a position that is not before the last one asked for on an earlier line.
    mutating func offset(of position: SourcePosition, in bytes: Span<UInt8>) -> Int {
        while line < position.line, lineStart < bytes.count {
            lineStart = Self.nextLine(from: lineStart, in: bytes)
            line += 1
        }
        var offset = lineStart
        var column: UInt32 = 1
        while column < position.column, offset < bytes.count {
            offset += Self.scalarLength(bytes[offset])
            column += 1
        }
        return min(offset, bytes.count)
    }

    /// The position just after the last character before an offset on this line or later that is no white space.
    func trimmedEnd(before offset: Int, at position: SourcePosition, in bytes: Span<UInt8>) -> SourcePosition {
        var end = offset
        var line = position.line
        while end > 0, Self.isBlank(bytes[end - 1]) {
            if bytes[end - 1] == 0x0A || (bytes[end - 1] == 0x0D && (end == bytes.count || bytes[end] != 0x0A)) {
                line -= 1
            }
            end -= 1
        }
        var start = end
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        var column: UInt32 = 1
        for index in start..<end where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return SourcePosition(line: line, column: column)
    }

    /// Line and column of a byte offset, counted from the start.
    static func position(of offset: Int, in bytes: Span<UInt8>) -> SourcePosition {
        var line: UInt32 = 1
        var start = SourceCursor(bytes).lineStart
        while true {
            let next = nextLine(from: start, in: bytes)
            if next > offset || next >= bytes.count && !endsLine(next, in: bytes) || next == start { break }
            start = next
            line += 1
        }
        var column: UInt32 = 1
        var index = start
        while index < min(offset, bytes.count) {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return SourcePosition(line: line, column: column)
    }

    private static func endsLine(_ offset: Int, in bytes: Span<UInt8>) -> Bool {
        offset > 0 && (bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// The line breaks that libyaml counts: LF, CR, CR LF, NEL, LS, PS.
    private static func nextLine(from start: Int, in bytes: Span<UInt8>) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A { return index }
            if byte == 0x0D { return index < bytes.count && bytes[index] == 0x0A ? index + 1 : index }
            if byte == 0xC2, index < bytes.count, bytes[index] == 0x85 { return index + 1 }
            if byte == 0xE2, index + 1 < bytes.count, bytes[index] == 0x80, bytes[index + 1] & 0xFE == 0xA8 {
                return index + 2
            }
        }
        return index
    }

    private static func scalarLength(_ byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
}
