import Runbook
import RunbookYAML
import Testing

@Suite("Conditions")
struct ConditionTests {
    private static func document(_ condition: String) -> String {
        "runbook: a\nversion: 1\nstrategy: custom\ngates:\n  g:\n    require:\n      - \(condition)\nsteps:\n  - {id: a, wait: 1s}\n"
    }

    private static func read(_ condition: String) -> Located<Condition>? {
        RunbookReader.read(Array(document(condition).utf8), file: "a").value?.gates[0].require[0].condition
    }

    /// With every parenthesis written, to show how it was understood.
    private static func shown(_ condition: Condition) -> String {
        switch condition {
        case .comparison(let left, let sign, let right):
            let window = left.window.map { " over \(shown($0.value))" } ?? ""
            let service = left.service.map { ", \(shown($0.value))" } ?? ""
            return
                "\(left.metric.value.name)(\(shown(left.region.value))\(service))\(window) \(sign.rawValue) \(shown(right.value))"
        case .fact(let name, let sign, let value): return "$\(name.value) \(sign.rawValue) \(value.value)"
        case .and(let parts): return "(" + parts.map { shown($0.value) }.joined(separator: " and ") + ")"
        case .or(let parts): return "(" + parts.map { shown($0.value) }.joined(separator: " or ") + ")"
        case .not(let inner): return "not " + shown(inner.value)
        }
    }

    private static func shown<Value>(_ operand: Operand<Value>) -> String {
        switch operand {
        case .literal(let value): "\(value)"
        case .parameter(let name): "$" + name
        }
    }

    @Test(
        "Precedence and forms",
        arguments: [
            ("availability($target) >= 95%", "availability($target) >= 95%"),
            ("error_rate(us-east-1, checkout_api) over 1m < 5%", "error_rate(us-east-1, checkout_api) over 1m < 5%"),
            ("error_rate($t) < 5% over 1m", "error_rate($t) over 1m < 5%"),
            ("error_rate($t)<$limit", "error_rate($t) < $limit"),
            ("load(a) < 1% or load(b) < 2% and load(c) < 3%", "(load(a) < 1% or (load(b) < 2% and load(c) < 3%))"),
            ("(load(a) < 1% or load(b) < 2%) and load(c) < 3%", "((load(a) < 1% or load(b) < 2%) and load(c) < 3%)"),
            ("not load(a) < 1% and load(b) < 2%", "(not load(a) < 1% and load(b) < 2%)"),
            ("not (load(a) < 1% and load(b) < 2%)", "not (load(a) < 1% and load(b) < 2%)"),
            ("$mode == planned", "$mode == planned"), ("$flag != true", "$flag != true"),
            ("custom.queue_depth($t) <= 100", "custom.queue_depth($t) <= 100"),
            ("'$name == \"two words\"'", "$name == two words"),
            ("bandwidth($t) >= 100MB/s", "bandwidth($t) >= 100MB/s"),
            ("throughput($t) > 500/s", "throughput($t) > 500/s"),
        ])
    func forms(text: String, understood: String) throws {
        let condition = try #require(Self.read(text), "\(Fixtures.report(Fixtures.diagnostics(Self.document(text))))")
        #expect(Self.shown(condition.value) == understood)
    }

    @Test(
        "Faults are found with the exact characters",
        arguments: [
            ("availabilty($target) >= 95%", "SY121", "availabilty"), ("error_rate($t) < 5s", "SY122", "5s"),
            ("response_time($t) < 5%", "SY122", "5%"), ("weight($t) == 0", "SY122", "0"),
            ("capacity($t) over 1m >= 50%", "SY123", "over 1m"), ("error_rate($t) = 5%", "SY120", "="),
            ("error_rate($t) < ", "SY120", ""), ("error_rate < 5%", "SY120", "error_rate"),
            ("error_rate($t < 5%", "SY120", "<"), ("load(a) < 1% load(b) < 2%", "SY120", "load"),
            ("load(a) < 1% and", "SY120", ""), ("load(Us-east) < 1%", "SY109", "Us-east"),
            ("load(a) over 5 < 1%", "SY105", "5"), ("load(a) < fast", "SY104", "fast"),
            ("$mode == urgent", "SY125", "urgent"),
            ("$mode < planned", "SY125", "<"), ("$Mode == planned", "SY120", "$Mode"),
            ("\"load(ü) < 1%\"", "SY109", "ü"), ("\"error_rate($t) < 5s\"", "SY122", "5s"),
            ("'error_rate($t) < 5s'", "SY122", "5s"),
        ])
    func faults(text: String, code: String, covered: String) {
        let document = Self.document(text)
        let diagnostics = Fixtures.diagnostics(document)
        #expect(diagnostics.map(\.code) == [code], "\(Fixtures.report(diagnostics))")
        #expect(diagnostics.map { Fixtures.covered($0.origin.span, in: document) } == [covered])
    }

    @Test("A misspelt metric is offered in its right spelling")
    func suggestion() {
        #expect(Fixtures.diagnostics(Self.document("eror_rate($t) < 5%")).first?.help == "Did you mean \"error_rate\"?")
    }
}
