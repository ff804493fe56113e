import Foundation
import Prover
import Runbook
import Testing

@testable import Switchyard

/// Failures that really happened, as runbooks: each is refuted, and its repaired twin is proved.
@Suite("Known disasters")
struct CaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var environment = "pair"
        var mode: Mode?
        /// The runbook after which it begins.
        var after: String?

        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "cleanup_never_runs"), Case(name: "confirmation_pending"), Case(name: "green_without_data"),
        Case(name: "primary_comes_back"), Case(name: "promoted_across_partition"),
        Case(name: "relocated_to_stale_data", mode: .planned, after: "failed_over"),
        Case(name: "rollback_to_small_side", mode: .planned), Case(name: "shard_without_primary"),
        Case(name: "target_without_capacity", environment: "pair_small_standby"), Case(name: "unlocked_in_doubt"),
    ]

    private static let directory = Golden.root.appending(path: "runbooks/cases").path()

    private static func request(_ name: String, _ subject: Case, _ scratch: Scratch) -> RunRequest {
        var request = RunRequest(runbook: "\(directory)/\(name).yaml", environment: subject.environment)
        request.mode = subject.mode
        request.store = scratch.path + "/store"
        return request
    }

    private static func proved(_ name: String, _ subject: Case) async throws -> ProofRun {
        let scratch = try Scratch()
        return try await ProofRun.make(
            request(name, subject, scratch), after: subject.after.map { "\(directory)/\($0).yaml" }, faults: 2,
            limit: nil)
    }

    @Test("is refuted, with a story that names the line to change", arguments: cases)
    func disaster(subject: Case) async throws {
        let run = try await Self.proved(subject.name, subject)
        #expect(run.proofs.allSatisfy { if case .refuted = $0.verdict { true } else { false } })
        let text = ProofReport([run]).text.replacing(Golden.root.path(), with: "")
        try Golden.expect(text, "cases/\(subject.name).txt")
    }

    @Test("happens again when its story is played, and no more once it is repaired", arguments: cases)
    func replayed(subject: Case) async throws {
        let scratch = try Scratch()
        let run = try await Self.proved(subject.name, subject)
        let story = try scratch.write(ProofRun.json([run]).text(.indented), "story.json")
        let request = Self.request(subject.name, subject, scratch)
        let again = try ReplayedStory.make(request, after: nil, story: story)
        #expect(again.happens, "\(again.text(style: .plain))")
        let repaired = try String(contentsOfFile: "\(Self.directory)/\(subject.name)_repaired.yaml", encoding: .utf8)
        var mended = request
        mended.runbook = try scratch.write(
            repaired.replacing("runbook: \(subject.name)_repaired", with: "runbook: \(subject.name)"), "mended.yaml")
        mended.environment = "\(Self.directory)/environments/\(subject.environment).yaml"
        let other = try ReplayedStory.make(mended, after: nil, story: story)
        #expect(!other.happens, "\(other.text(style: .plain))")
    }

    @Test("what a story breaks is found by check --prove as well, with the story as notes")
    func checked() throws {
        let file = "\(Self.directory)/cleanup_never_runs.yaml"
        let check = CheckRun([file], environment: "pair", libraries: [], parameters: [:], mode: nil, proves: true)
        let text = DiagnosticFormat.human.render(check.diagnostics, sources: check.texts, style: .plain, width: 100)
        try Golden.expect(text.replacing(Golden.root.path(), with: ""), "check.prove.txt")
        let twin = CheckRun(
            ["\(Self.directory)/cleanup_never_runs_repaired.yaml"], environment: "pair", libraries: [], parameters: [:],
            mode: nil, proves: true)
        #expect(twin.diagnostics.isEmpty)
    }

    @Test("is proved once it is repaired", arguments: cases)
    func twin(subject: Case) async throws {
        let run = try await Self.proved(subject.name + "_repaired", subject)
        #expect(run.isProved, "\(ProofReport([run]).text)")
    }

    @Test("are all in the table, with a source and a twin")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.directory).filter { $0.hasSuffix(".yaml") }
        let names = Self.cases.flatMap { ["\($0.name).yaml", "\($0.name)_repaired.yaml"] }
        #expect(Set(files) == Set(names + ["failed_over.yaml"]))
        for subject in Self.cases {
            let text = try String(contentsOfFile: "\(Self.directory)/\(subject.name).yaml", encoding: .utf8)
            #expect(text.contains("\n# Source"), "\(subject.name)")
        }
    }
}
