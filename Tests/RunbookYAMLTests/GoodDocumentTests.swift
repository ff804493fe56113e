import Runbook
import RunbookYAML
import Testing

@Suite("Documents that are right")
struct GoodDocumentTests {
    @Test("Every good document is read without a word", arguments: Fixtures.files("good"))
    func good(file: String) throws {
        let diagnostics = Fixtures.diagnostics(try Fixtures.text("good/\(file)"))
        #expect(diagnostics.isEmpty, "\(Fixtures.report(diagnostics))")
    }

    @Test("The gradual runbook is decoded into the values that its author wrote")
    func gradual() throws {
        let text = try Fixtures.text("good/gradual.yaml")
        let runbook = try #require(RunbookReader.read(Array(text.utf8), file: "gradual.yaml").value)
        #expect(runbook.name.value == "gradual")
        #expect(runbook.strategy.value == .gradual)
        #expect(runbook.parameters.map(\.name.value) == ["source", "target"])
        #expect(runbook.parameters[0].defaultValue?.value == .region("us-east-1"))
        #expect(runbook.limits.deadline?.value == .literal(.minutes(150)))
        #expect(runbook.defaults.retry?.factor?.value == .literal(2))
        #expect(runbook.gates[0].require.map(\.text)[1] == "error_rate($target) < 5% over 1m")
        #expect(runbook.gates[0].toleratedUnknown?.value == .literal(3))
        #expect(runbook.steps.count == 8)
        guard case .parallel(let branches, _) = runbook.steps[1] else { throw Missing() }
        #expect(branches.map(\.count) == [1, 1])
        guard case .step(let shift) = runbook.steps[3], case .shift(let moved) = shift.action.value else {
            throw Missing()
        }
        #expect(moved.percent.map(\.value) == [10, 25, 50, 75].map { .literal(.percent($0)) })
        #expect(moved.link.from.value == .parameter("source"))
        #expect(Fixtures.covered(shift.action.span, in: text) == "shift")
        guard case .step(let ahead) = runbook.steps[2] else { throw Missing() }
        #expect(Fixtures.covered(try #require(ahead.when).span, in: text) == "$mode == planned")
        guard case .step(let promote) = runbook.steps[5], case .promote(let writer) = promote.action.value else {
            throw Missing()
        }
        #expect(writer.plannedLoss?.value == .literal(.zero))
        #expect(writer.emergencyLoss?.value == .literal(.minutes(5)))
        #expect(promote.irreversible != nil)
        #expect(runbook.finally.count == 1)
    }

    @Test("The demo environment is decoded with its defaults")
    func environment() throws {
        let text = try Fixtures.text("good/demo-environment.yaml")
        let environment = try #require(EnvironmentReader.read(Array(text.utf8), file: "demo.yaml").value)
        #expect(environment.regions.map(\.ready) == [.all, .percent(40), BasisPoints(1250)])
        #expect(environment.regions[2].services?.map(\.value) == ["orders_db", "checkout_api"])
        #expect(environment.replication.map(\.bandwidth) == [1e8, 1.5e9])
        #expect(environment.roles.map(\.people.count) == [1, 1])
        #expect(environment.metrics[0].dimension.value == .count)
        #expect(environment.simulation.writeRate == 4e6)
    }

    @Test("The fault plan is decoded with its subjects and kinds")
    func faults() throws {
        let text = try Fixtures.text("good/target-dies.faults.yaml")
        let plan = try #require(FaultPlanReader.read(Array(text.utf8), file: "faults.yaml").value)
        #expect(plan.expect.outcome.value == .rolledBack)
        #expect(plan.expect.weights.map(\.share) == [.all])
        #expect(plan.parameters.count == 3)
        #expect(plan.faults.map(\.at) == [.zero, .zero, .minutes(4), .minutes(5)])
        #expect(plan.faults.map(\.kind) == [.fail, .refuse(action: "promote", times: 2), .partition, .slow(factor: 8)])
    }

    private struct Missing: Error {}
}
