import Runbook
import Switchyard
import Testing

@Suite("Diagnostics as people and programs read them")
struct DiagnosticRenderingTests {
    static let text = """
        runbook: gradual
        \tstrategy: gradaul
        summary: 日本語のまとめ, naïve, e\u{301}t\u{202E}
        steps:
          - id: shift
            shift: {from: $source, to: $target, percent: [10, 25, 50, 75], soak: 2m, gate: target_fit, title: a line that goes on and on and on and on until it no longer fits into anything that a terminal could show}
            when: |
              several
              lines

        """

    static let diagnostics: [Diagnostic] = [
        diagnostic("SY106", "there is no strategy \"gradaul\"", "Use one of: gradual.", 2, 12, 2, 19),
        diagnostic("SY104", "this is not text: it reorders the line", "Remove it.", 3, 10, 3, 17),
        diagnostic("SY101", "the title is too long", "Shorten it.", 6, 98, 6, 103),
        diagnostic("SY105", "this spans lines", "Write one line, 100% of it.", 7, 11, 9, 12, severity: .warning),
        Diagnostic(
            code: "SY009", message: "the key \"id\" is there twice", help: "Remove one.", at: origin(5, 5, 5, 5),
            notes: [.init("it was here before", at: origin(1, 1, 1, 8))]),
        diagnostic("SY001", "there is no such line", "", 99, 1, 99, 1),
    ]

    static func origin(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> SourceOrigin {
        SourceOrigin(
            file: "runbooks/a b,c.yaml",
            span: SourceSpan(start: SourcePosition(line: a, column: b), end: SourcePosition(line: c, column: d)))
    }

    static func diagnostic(
        _ code: String, _ message: String, _ help: String, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32,
        severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(code: code, severity: severity, message: message, help: help, at: origin(a, b, c, d))
    }

    @Test("each format is as it was recorded", arguments: DiagnosticFormat.allCases)
    func golden(format: DiagnosticFormat) throws {
        var sources = SourceTexts()
        sources.add(Array(Self.text.utf8), file: "runbooks/a b,c.yaml")
        try Golden.expect(
            format.render(Self.diagnostics, sources: sources, width: 80), "diagnostics.\(format.rawValue)")
    }

    @Test("colours are only there when asked for")
    func colors() {
        let plain = DiagnosticFormat.human.render(Self.diagnostics, sources: SourceTexts())
        let colored = DiagnosticFormat.human.render(
            Self.diagnostics, sources: SourceTexts(), style: Style(isColored: true))
        #expect(!plain.contains("\u{1B}"))
        #expect(colored.contains("\u{1B}[1;31m"))
    }

    @Test("carets stand under the span, however wide the characters are")
    func carets() {
        func span(_ start: UInt32, _ end: UInt32) -> SourceSpan {
            SourceSpan(start: SourcePosition(line: 1, column: start), end: SourcePosition(line: 1, column: end))
        }
        #expect(SourceExcerpt(SourceLine(text: "日本: x"), span(5, 6), width: 80).carets == "      ^")
        #expect(SourceExcerpt(SourceLine(text: "\tab"), span(2, 4), width: 80).carets == "    ^^")
        #expect(SourceExcerpt(SourceLine(text: "ab"), span(9, 12), width: 80).carets == "  ^")
        let long = SourceExcerpt(
            SourceLine(text: String(repeating: "x", count: 10_000)), span(5000, 5003), width: 60)
        #expect(long.line.displayWidth <= 60)
        #expect(long.carets.hasSuffix("^^^"))
    }

    @Test("invalid UTF-8, a byte order mark and every kind of line end are survived")
    func oddTexts() {
        var sources = SourceTexts()
        sources.add([0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A, 0xFF, 0xFE, 0x0D, 0x62], file: "f")
        let lines = (0...4).map { sources.line(at: SourcePosition(line: $0, column: 1), of: "f")?.text }
        #expect(lines == [nil, "a", "\u{FFFD}\u{FFFD}", "b", nil])
    }

    @Test("of a line of megabytes only what is near the place is looked at")
    func longLine() {
        var sources = SourceTexts()
        sources.add(Array("a\n".utf8) + Array(repeating: 0x78, count: 3 << 20) + Array("yz\nlast".utf8), file: "f")
        let end = UInt32(3 << 20) + 1
        for column in [1, 500, 501, 502, 100_000, end - 1, end, end + 1, end + 2, end + 9_000] {
            let line = sources.line(at: SourcePosition(line: 2, column: column), of: "f")
            #expect((line?.text.utf8.count ?? .max) <= 4_001)
            #expect(line?.firstColumn == UInt32(min(max(1, Int(column) - 500), Int(end) + 2)))
            #expect(line?.isCutAfter == (column + 500 < end + 2))
        }
        let span = SourceSpan(
            start: SourcePosition(line: 2, column: end), end: SourcePosition(line: 2, column: end + 1))
        let line = sources.line(at: span.start, of: "f")
        let excerpt = line.map { SourceExcerpt($0, span, width: 20) }
        #expect(excerpt?.line.hasPrefix("…x") == true)
        #expect(excerpt?.line.hasSuffix("xyz") == true)
        #expect(excerpt?.carets.count == (excerpt?.line.count ?? 0) - 1)
        #expect(sources.line(at: SourcePosition(line: 3, column: 1), of: "f")?.text == "last")
        #expect(sources.line(at: SourcePosition(line: 4, column: 1), of: "f") == nil)
    }

    @Test("a file of nothing but line ends is indexed sparsely")
    func manyLines() {
        var sources = SourceTexts()
        sources.add(Array(repeating: 0x0A, count: 1 << 20) + Array("x".utf8), file: "f")
        #expect(sources.line(at: SourcePosition(line: 1 << 20, column: 1), of: "f")?.text == "")
        #expect(sources.line(at: SourcePosition(line: (1 << 20) + 1, column: 1), of: "f")?.text == "x")
    }
}
