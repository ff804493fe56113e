import Runbook
import RunbookYAML
import Testing

@Suite("Places")
struct SpanTests {
    private static let head = "runbook: a\nversion: 1\nstrategy: custom\n"

    @Test(
        "A finding points at the offending characters",
        arguments: [
            ("steps:\n  - id: a\n    wait: 5m\n    time_out: 1m\n", "SY101", "time_out"),
            ("steps:\n  - id: a\n    wait: 300 # seconds\n", "SY105", "300"),
            ("steps:\n  - id: a\n    wait: \"300\"\n", "SY105", "\"300\""),
            ("steps:\n  - {id: a, wait: 5m, wait: 6m}\n", "SY009", "wait"),
            ("steps:\n  - id: a\n    wait:\n", "SY112", "wait"),
            ("steps:\n  - id: a\n    timeout: 1m\n", "SY107", "id"),
            ("steps:\n  - {id: a, timeout: 1m}\n", "SY107", "{id: a, timeout: 1m}"),
            ("steps:\n  - id: a\n    wait: 5m\n    fence: {region: x}\n", "SY107", "fence"),
            ("steps:\n  - id: ä\n    wait: 5m\n", "SY109", "ä"),
            ("steps:\n  - id: a\n    wait: &x 5m\n", "SY010", "&x"),
            ("steps:\n  - id: a\n    wait: !!str 5m\n", "SY011", "!!str"),
            ("steps:\n  - id: a\n    wait: *x\n", "SY010", "*x"),
            ("steps:\n  - id: a\n    wait: |\n      300\n", "SY104", "(6-7)"),
            ("steps: []\n", "SY112", "[]"), ("steps: 5m\n", "SY103", "5m"),
            ("steps:\n  - id: a\n    wait: 5m\n    retry: 3\n", "SY103", "3"),
            ("steps:\n  - id: a\n    wait: 5m\n---\nb: c\n", "SY013", "---"),
        ])
    func places(body: String, code: String, covered: String) {
        let text = Self.head + body
        let diagnostics = Fixtures.diagnostics(text)
        #expect(diagnostics.map(\.code) == [code], "\(Fixtures.report(diagnostics))")
        #expect(diagnostics.map { Fixtures.covered($0.origin.span, in: text) } == [covered])
    }

    @Test("What stands before an error of syntax is checked all the same, and nothing is said to be missing")
    func beforeSyntaxError() {
        let text = "runbook: a\nversion: 0\nsteps:\n  - id: a\n    wait: 5\n  - id: b\n    needs: [a\n  - id: c\n"
        #expect(Fixtures.diagnostics(text).map(\.code) == ["SY113", "SY105", "SY005"])
    }

    @Test("All faults of a file are found in one pass, in reading order")
    func onePass() {
        let text =
            Self.head
            + "steps:\n  - id: A\n    wait: 5\n    colour: red\n  - wait: 5m\n  - id: b\n    on_failure: never\n"
        #expect(Fixtures.diagnostics(text).map(\.code) == ["SY109", "SY105", "SY101", "SY102", "SY107", "SY106"])
    }
}
