import Engine
import Foundation
import Logging
import Switchyard
import Testing

/// Two people approve a run that a process executes, neither of them who started it.
@Suite("Two people", .serialized)
struct TwoPersonTests {
    private static let runbook = """
        runbook: drill
        version: 1
        summary: A run that two people let go.
        strategy: custom
        limits: {deadline: 100h, rollback_reserve: 1h}
        steps:
          - id: go_ahead
            approve: {ask: Shall we?, from: [sre], within: 10h, need: 2, not_initiator: true}
          - id: rest
            wait: 50h
        """

    @Test("who started it is barred, the same person counts once, and two are enough", .timeLimit(.minutes(2)))
    func approvals() async throws {
        let drill = try Drill(Self.runbook)
        try await drill.bring(to: .live)
        let barred = try drill.tell("approve", ["go_ahead"])
        #expect(barred.status == 1 && barred.error.contains("started the run and may not answer this"))

        #expect(try await Self.approve(drill, as: "ada") != .refused(why: ""))
        #expect(try await Self.approve(drill, as: "ada") == .refused(why: "this person has answered already"))
        #expect(try drill.tell("show", []).out.contains("switchyard approve \(drill.run) go_ahead"))
        guard case .accepted = try await Self.approve(drill, as: "ben") else {
            Issue.record("the second person was refused")
            return
        }
        let granted = try drill.timeline().filter { $0["event"] as? String == "answered" }
        #expect(granted.map { $0["who"] as? String } == ["ada", "ben"])
        #expect(try !drill.tell("show", []).out.contains("switchyard approve"))
    }

    @Test("who answers again hears whether anybody else is needed", .timeLimit(.minutes(2)))
    func again() async throws {
        let enough = try Drill()
        try await enough.bring(to: .live)
        #expect(try enough.tell("approve", ["go_ahead"]).status == 0)
        let settled = try enough.tell("approve", ["go_ahead"])
        #expect(settled.status == 1 && settled.error.contains("has granted it already"))
        #expect(!settled.error.contains("somebody else"), "\(settled.error)")

        let half = try Drill(Self.runbook.replacing(", not_initiator: true", with: ""))
        try await half.bring(to: .live)
        #expect(try half.tell("approve", ["go_ahead"]).status == 0)
        let waiting = try half.tell("approve", ["go_ahead"])
        #expect(waiting.status == 1 && waiting.error.contains("somebody else is needed too"), "\(waiting.error)")
    }

    private static func approve(_ drill: Drill, as person: String) async throws -> Receipt {
        var request = Demo.request("gradual", store: drill.store)
        request.initiator = person
        let run = try await ResumableRun.load(
            drill.run, request, store: try Composition.store(in: drill.store), log: Logger(label: "test"))
        let question = try #require(
            ApprovalQuestion(
                run.node(named: "go_ahead"), run.session, environment: run.runner.prepared.environment, person: person))
        let world = await run.runner.prepared.regions.adapters.observe()
        let desk = OperatorDesk(run, person: person)
        return try await desk.receipt(
            for: desk.send(question.event(true, seen: question.terms(in: world)), reason: ""))
    }
}
