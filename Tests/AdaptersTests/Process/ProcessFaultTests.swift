import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// What goes wrong is a typed answer within its time, and nothing that was started outlives it.
@Suite struct ProcessFaultTests {
    private typealias Fixture = ProcessFixture

    struct Case: Sendable, CustomTestStringConvertible {
        var words: String
        var answer: EffectReport.Answer
        var says: String
        var testDescription: String { words }
    }

    @Test(arguments: [
        Case(words: "exit 3", answer: .inDoubt, says: "it ends with status 3"),
        Case(words: "echo no such disk >&2; exit 1", answer: .inDoubt, says: "says \"no such disk\""),
        Case(words: "kill -9 $$", answer: .inDoubt, says: "it ends by signal 9"),
        Case(words: "true", answer: .inDoubt, says: "\"nothing\", which is no JSON object"),
        Case(words: "echo '{\"outcome\": \"do'", answer: .inDoubt, says: "which is no JSON object"),
        Case(words: "echo '[1]'", answer: .inDoubt, says: "which is no JSON object"),
        Case(words: "echo '{}'", answer: .inDoubt, says: "no outcome"),
        Case(words: "echo '{\"outcome\": \"maybe\"}'", answer: .inDoubt, says: "no outcome"),
        Case(words: "echo '{\"outcome\": 1}'", answer: .inDoubt, says: "no outcome"),
        Case(words: "echo '{\"outcome\": \"in_doubt\"}'", answer: .inDoubt, says: "/bin/sh"),
        Case(words: "echo '{\"outcome\": \"superseded\"}'", answer: .superseded, says: "/bin/sh"),
        Case(words: "echo '{\"outcome\": \"not_done\"}'", answer: .notDone(.refused), says: "/bin/sh"),
        Case(
            words: "echo '{\"outcome\": \"not_done\", \"failure\": \"invalid\", \"detail\": \"no such region\"}'",
            answer: .notDone(.invalid), says: "no such region"),
        Case(
            words: "echo '{\"outcome\": \"not_done\", \"outcome\": \"done\"}'", answer: .inDoubt, says: "no outcome"),
        Case(words: "yes", answer: .inDoubt, says: "1048576"),
        Case(words: "yes >&2", answer: .inDoubt, says: "1048576"),
    ])
    func aProgramThatBehavesBadly(sample: Case) async {
        let adapter = Fixture.script(sample.words)
        let report = await adapter.apply(Fixture.assignment())
        #expect(report.answer == sample.answer, "\(report)")
        #expect(report.detail.contains(sample.says), "\(report.detail)")
        let answers = await adapter.measure([
            MetricQuery(metric: .load, region: Fixture.west, service: nil, window: nil)
        ])
        #expect(answers[0].value == nil)
        #expect(await adapter.observe() == WorldState(unknownIn: Fixture.topology))
    }

    @Test func `A program that is not there, or not to be executed, is unreachable`() async {
        for program in ["/nonexistent/regions", "/etc/hostname", "/tmp"] {
            let adapter = Fixture.adapter([program])
            let report = await adapter.apply(Fixture.assignment())
            #expect(report.answer == .notDone(.unreachable), "\(report)")
            #expect(report.detail.hasPrefix(program))
            #expect(await adapter.examine().map(\.weight) == [.fault])
        }
    }

    @Test(arguments: ["exec sleep N", "trap '' TERM; sleep N; sleep N", "sleep N & sleep N & wait"])
    func whatHangsIsEndedWithAllThatItStarted(words: String) async throws {
        let number = "7\(UInt32.random(in: 1_000_000...9_999_999))"
        let adapter = Fixture.script(words.replacing("N", with: number))
        let start = ContinuousClock.now
        let report = await adapter.apply(Fixture.assignment(timeout: Milliseconds(300)))
        #expect(report.answer == .inDoubt)
        #expect(report.detail.contains("does not answer within 300ms"))
        #expect(ContinuousClock.now - start < .seconds(4))
        try await Task.sleep(for: .milliseconds(100))
        #expect(try Self.processes(named: number).isEmpty)
    }

    @Test func `A program need not read its request`() async {
        let adapter = Fixture.adapter(["/bin/echo", #"{"outcome": "done"}"#])
        for _ in 0..<40 { #expect(await adapter.apply(Fixture.assignment()).answer == .done) }
    }

    /// Whatever its leader did, and whatever it does about being told to end.
    @Test(arguments: [
        "(trap '' TERM; sleep N; touch FILE) & exec sleep N",
        "(trap '' TERM; sleep N; touch FILE) > /dev/null 2>&1 & echo '{}'",
    ])
    func whatItLeftBehindEndsWithIt(words: String) async throws {
        let number = "7\(UInt32.random(in: 1_000_000...9_999_999))"
        let adapter = Fixture.script(words.replacing("N", with: number))
        _ = await adapter.apply(Fixture.assignment(timeout: Milliseconds(300)))
        try await Task.sleep(for: .milliseconds(200))
        #expect(try Self.processes(named: number).isEmpty)
    }

    @Test(arguments: [
        #""value": 1e300, "age_ms": 1e300"#, #""value": 1, "covered_ms": 1e300"#, #""value": 1, "samples": 1e19"#,
        #""value": 1, "age_ms": -5"#, #""value": 1, "age_ms": 1e18"#, #""value": "1""#, #""value": null"#,
    ])
    func numbersThatCannotBeAreNoMeasurement(members: String) async {
        let adapter = Fixture.script("echo '{\"measurements\": [{\(members)}]}'")
        let answer = await adapter.measure([
            MetricQuery(metric: .throughput, region: Fixture.west, service: nil, window: nil)
        ])[0]
        #expect(answer.value == nil && answer.samples == 0)
    }

    @Test func `Who is given up starts nothing more`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("given-up-\(UUID().uuidString)").path
        let adapter = Fixture.script("touch \(file)")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await adapter.apply(Fixture.assignment())
        }
        let report = await task.value
        #expect(report.answer != .done)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    /// Command lines with this word in them, zombies aside.
    private static func processes(named word: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { $0.allSatisfy(\.isNumber) }.compactMap {
            pid in
            guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else { return nil }
            let line = String(decoding: data, as: UTF8.self)
            return line.contains(word) ? line : nil
        }
    }
}
