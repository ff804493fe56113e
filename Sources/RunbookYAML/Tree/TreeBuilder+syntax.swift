import CLibYAML
import Runbook

/// libyaml's errors in the words of somebody who edits a runbook.
extension TreeBuilder {
    mutating func reportSyntax(_ parser: UnsafeMutablePointer<yaml_parser_t>, _ bytes: Span<UInt8>) {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown problem"
        if parser.pointee.error == YAML_READER_ERROR {
            return reportReader(problem, offset: parser.pointee.problem_offset, bytes)
        }
        if parser.pointee.error == YAML_MEMORY_ERROR {
            return sink.report(
                .syntax, "there is not enough memory to read the file", help: "Split the file.", at: .startOfFile)
        }
        let start = SourcePosition(parser.pointee.problem_mark)
        let offset = cursor.offset(of: start, in: bytes)
        let byte = offset < bytes.count ? bytes[offset] : 0
        if byte == 0x09 { return reportTab(start) }
        var note: (message: String, span: SourceSpan)?
        if let context = parser.pointee.context.map({ String(cString: $0) }) {
            let place = SourcePosition(parser.pointee.context_mark)
            if place != start { note = (context, SourceSpan(start: place, length: 1)) }
        }
        let isAtEnd = byte == 0 || byte == 0x0A || byte == 0x0D
        sink.report(
            .syntax, "this is not valid YAML: \(problem)", help: Self.advice(problem, byte),
            at: SourceSpan(start: start, length: isAtEnd ? 0 : 1), note: note)
    }

    private mutating func reportTab(_ start: SourcePosition) {
        sink.report(
            .tab, "a tab cannot indent or separate YAML", help: "Use spaces; most editors can convert the whole file.",
            at: SourceSpan(start: start, length: 1))
    }

    private mutating func reportReader(_ problem: String, offset: Int, _ bytes: Span<UInt8>) {
        let place = SourceSpan(start: SourceCursor.position(of: offset, in: bytes), length: 1)
        let byte = offset < bytes.count ? bytes[offset] : 0
        if problem.contains("control characters") {
            let name = byte == 0 ? "a NUL byte" : "a control character"
            sink.report(
                .notText, "the file contains \(name) and seems to be binary",
                help: "Give a YAML text file, saved as UTF-8.", at: place)
        } else {
            sink.report(
                .notText, "the file is not valid UTF-8 (\(problem))", help: "Save the file as UTF-8.", at: place)
        }
    }

    private static func advice(_ problem: String, _ byte: UInt8) -> String {
        switch problem {
        case "did not find expected key":
            "Indent this line like its siblings, and close what was opened before it."
        case "mapping values are not allowed in this context":
            "Put text that contains \": \" in quotes, or mend the indentation."
        case "could not find expected ':'": "Write a colon and a space after the key."
        case "found character that cannot start any token":
            "Put text that begins with \"\(Character(Unicode.Scalar(byte)))\" in quotes."
        case "did not find expected '-' indicator": "Indent every item of a list alike, each with \"- \"."
        case "did not find expected ',' or ']'": "Close the list with \"]\", or add a comma between its items."
        case "did not find expected ',' or '}'": "Close the mapping with \"}\", or add a comma between its pairs."
        case "found unexpected end of stream": "Close the quotation mark or the bracket that was opened here."
        case "found undefined tag handle": "Remove the tag."
        default: "Mend the YAML at this place; indentation and quotation marks are the usual causes."
        }
    }
}
