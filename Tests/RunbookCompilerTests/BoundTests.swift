import Runbook
import RunbookYAML
import Testing

@testable import RunbookCompiler

/// What a hostile or a generated runbook may cost.
@Suite("Bounds")
struct BoundTests {
    private static let head = "runbook: a\nversion: 1\nstrategy: custom\nsteps:\n"

    private func diagnostics(_ steps: String, _ context: CheckContext = CheckContext()) throws -> [Diagnostic] {
        Checker.check(try runbook(Self.head + steps), in: context).diagnostics
    }

    @Test("A thousand problems are listed, and then it is said that there are more", .timeLimit(.minutes(1)))
    func manyProblems() throws {
        let steps = (0..<4_000).map { "  - {id: s\($0), wait: 1s, needs: [x\($0), y\($0)]}\n" }.joined()
        let found = try diagnostics(steps)
        #expect(found.count == Report.limit + 1)
        #expect(found.last?.code == "SY016" && found.last?.severity == .error)
        #expect(found.dropLast().allSatisfy { $0.code == "SY203" })
    }

    @Test("A text may name as much as a file may hold", .timeLimit(.minutes(1)), arguments: ["$target ", "$nobody "])
    func manyNames(name: String) throws {
        let many = String(repeating: name, count: 100_000)
        let text = "parameters: {target: {type: region, default: us-west-2}}\n"
        let file = Self.head.replacing("steps:", with: text + "steps:")
        let linked = Linker.link(
            try runbook(file + "  - {id: s, wait: 1s, title: \"\(many)\"}\n"), in: CheckContext())
        #expect(linked.references.count <= LinkedRunbook.mostUnresolved)
        let found = try diagnostics("  - {id: s, wait: 1s, title: \"\(many.replacing("$target", with: "x"))\"}\n")
        #expect(found.count == (name == "$nobody " ? Report.limit + 1 : 0))
    }

    @Test("An error beyond what is listed still fails the check")
    func errorAfterWarnings() {
        var report = Report()
        let origin = SourceOrigin(file: "a.yaml", span: .startOfFile)
        for index in 0..<2_000 { report.warning(UnusedGate.self, "warning \(index)", "", at: origin) }
        #expect(!report.hasErrors)
        report.error(UnknownStep.self, "error", "", at: origin)
        #expect(report.hasErrors)
        #expect(report.finish().last?.severity == .error)
    }

    @Test("A shift may have a hundred increments and no more", arguments: [100, 101])
    func manyPercents(count: Int) {
        let percents = (1...count).map { "\(Double($0) / 2)" }.joined(separator: ",")
        let text = "  - {id: s, shift: {from: us-east-1, to: us-west-2, percent: [\(percents)], soak: 1s}}\n"
        let found = RunbookReader.read(Array((Self.head + text).utf8), file: "a.yaml").diagnostics
        #expect(found.map(\.message) == (count == 100 ? [] : ["the list has 101 percentages"]))
        #expect(found.allSatisfy { $0.code == "SY113" && $0.help == "Write at most 100 percentages." })
    }

    @Test("Children that multiply are refused before they are all entered", .timeLimit(.minutes(1)))
    func multiplyingChildren() throws {
        var library = TextLibrary(texts: [:])
        let ten = { (step: (Int) -> String) in (0..<10).map { "  - {id: s\($0), \(step($0))}\n" }.joined() }
        library.texts["c0"] = Self.head.replacing("runbook: a", with: "runbook: c0") + ten { _ in "wait: 1s" }
        for depth in 1..<12 {
            library.texts["c\(depth)"] =
                Self.head.replacing("runbook: a", with: "runbook: c\(depth)")
                + ten { _ in "runbook: c\(depth - 1)@1" }
        }
        let found = try diagnostics("  - {id: s, runbook: c11@1}\n", CheckContext(library: library))
        #expect(found.map(\.code) == ["SY219"])
    }

    @Test("A large child counts as often as it is called")
    func largeChildren() throws {
        var library = TextLibrary(texts: [:])
        library.texts["big"] =
            Self.head.replacing("runbook: a", with: "runbook: big")
            + (0..<20_000).map { "  - {id: s\($0), wait: 1s}\n" }.joined()
        let context = CheckContext(library: library)
        let sound = try diagnostics("  - {id: a, runbook: big@1}\n", context)
        #expect(!sound.contains { $0.code == "SY219" })
        let found = try diagnostics(
            (0..<3).map { "  - {id: s\($0), runbook: big@1}\n" }.joined(), context)
        #expect(found.map(\.code) == ["SY219"])
    }
}
