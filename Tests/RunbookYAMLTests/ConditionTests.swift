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
        case .claim(.running): return Claim.runningName
        case .claim(.tally(let tally, let service, let sign, let number)):
            return "\(tally.rawValue)\(service.map { "(\(shown($0.value)))" } ?? "") \(sign.rawValue) \(number)"
        case .claim(.trait(let trait, let region, let service)):
            return "\(trait.rawValue)(\(shown(region.value))\(service.map { ", " + shown($0.value) } ?? ""))"
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

    private static func stating(_ property: String) -> String {
        "runbook: a\nversion: 1\nstrategy: custom\nalways:\n  - \(property)\nsteps:\n  - {id: a, wait: 1s}\n"
    }

    @Test(
        "Properties are read as conditions over what is true",
        arguments: [
            ("serving_regions >= 1", "serving_regions >= 1"), ("writers($db) == 1", "writers($db) == 1"),
            ("weight(a) == 0% or healthy(a)", "(weight(a) == 0% or healthy(a))"),
            ("not fenced(a, orders_db) and running", "(not fenced(a, orders_db) and running)"),
            ("replication_lag($t) < 5s", "replication_lag($t) < 5s"),
            ("$mode == emergency or standby(a) or current(a)", "($mode == emergency or standby(a) or current(a))"),
        ])
    func properties(text: String, understood: String) throws {
        let document = Self.stating(text)
        let runbook = try #require(
            RunbookReader.read(Array(document.utf8), file: "a").value,
            "\(Fixtures.report(Fixtures.diagnostics(document)))")
        #expect(runbook.always.map { Self.shown($0.condition.value) } == [understood])
        #expect(runbook.always.map(\.text) == [text])
    }

    @Test(
        "Faults of properties are found with the exact characters",
        arguments: [
            ("serving_region >= 1", "SY120", "serving_region"), ("serving_regions >= many", "SY120", "many"),
            ("serving_regions >= -1", "SY120", "-1"), ("serving_regions", "SY120", ""), ("healthy", "SY120", ""),
            ("healthy(a) >= 1", "SY120", ">="), ("error_rate(a) < 5%", "SY120", "error_rate"),
            ("weight(a) == 0% over 1m", "SY120", "over"), ("weight(a) == 0", "SY122", "0"),
            ("writers(a b) == 1", "SY120", "b"), ("healthy(A)", "SY109", "A"), ("and", "SY120", "and"),
        ])
    func faultsOfProperties(text: String, code: String, covered: String) {
        let document = Self.stating(text)
        let diagnostics = Fixtures.diagnostics(document)
        #expect(diagnostics.map(\.code) == [code], "\(Fixtures.report(diagnostics))")
        #expect(diagnostics.map { Fixtures.covered($0.origin.span, in: document) } == [covered])
    }

    @Test("What only a property may say is no condition of a gate")
    func claimInGate() {
        #expect(Fixtures.diagnostics(Self.document("healthy($t) and running")).map(\.code) == ["SY121", "SY120"])
    }

    @Test("A misspelt metric is offered in its right spelling")
    func suggestion() {
        #expect(Fixtures.diagnostics(Self.document("eror_rate($t) < 5%")).first?.help == "Did you mean \"error_rate\"?")
    }
}
