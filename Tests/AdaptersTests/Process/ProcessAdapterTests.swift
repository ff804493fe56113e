import AdapterContract
import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// With the example of the documentation.
@Suite struct ProcessAdapterTests {
    private typealias Fixture = ProcessFixture

    /// A file that is not there yet.
    private static func state() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("regions-\(UUID().uuidString)").path
    }

    @Test func `The example keeps the contract`() async throws {
        let timekeeper = WallTimekeeper(speed: 10)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter([Fixture.example, Self.state()], timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `What was scaled is seen, and measured, and examined`() async throws {
        let adapter = Fixture.adapter([Fixture.example, Self.state()])
        let before = await adapter.observe()
        #expect(before[Fixture.west, Fixture.api].capacity == .percent(60))
        #expect(before.isReachable[Fixture.west.index] == .yes)
        #expect(await adapter.apply(Fixture.assignment()).answer == .done)
        let after = await adapter.observe()
        #expect(after.satisfies(Fixture.grow) == .yes)
        let answers = await adapter.measure([
            MetricQuery(metric: .load, region: Fixture.west, service: nil, window: nil),
            MetricQuery(metric: .availability, region: Fixture.west, service: nil, window: nil),
        ])
        #expect(answers.map(\.value) == [Quantity(0.25, .ratio), nil])
        #expect(await adapter.examine().map(\.weight) == [.sound, .sound])
    }

    @Test func `A request says all that is known of an effect`() async throws {
        let file = Self.state()
        let adapter = Fixture.adapter([
            "/bin/sh", "-c", "cat > \(file); echo '{\"outcome\": \"done\", \"detail\": \"ok\"}'",
        ])
        let report = await adapter.apply(Fixture.assignment())
        #expect(report == EffectReport(.done, detail: "/bin/sh: ok"))
        let told = try String(contentsOfFile: file, encoding: .utf8)
        #expect(
            told == """
                {"switchyard":1,"do":"scale","region":"west","services":{"api":100.0},"key":"run/grow","run":"run",\
                "step":"grow","epoch":3,"mode":"planned","undo":false,"timeout_ms":5000}

                """)
    }
}
