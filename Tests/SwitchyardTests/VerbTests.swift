import Foundation
import Runbook
import Switchyard
import Testing

/// Each verb from a second process, on a run that is executed, held, or whose executor was killed.
@Suite("Verbs from another process", .serialized)
struct VerbTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var verb: String
        var situation: Drill.Situation
        var arguments: [String]
        /// Of the verb itself.
        var status: Int32
        /// What `show` says then; of a verb that waits, once the run was resumed.
        var effect: String
        /// Whether the verb waits until somebody resumes the run, and how that ends; nil when it does not wait.
        var resumed: Int32?

        var testDescription: String { "\(verb) on a \(situation.rawValue) run" }
    }

    private static func cases(
        _ verb: String, _ arguments: [String], live: (Int32, String), held: (Int32, String), dead: (Int32, String),
        resumed: Int32? = nil
    ) -> [Case] {
        [(Drill.Situation.live, live), (.held, held), (.dead, dead)].map { situation, expected in
            let isOrder = ["retry", "skip", "accept-two-writers", "resume"].contains(verb)
            return Case(
                verb: verb, situation: situation,
                arguments: arguments + (isOrder && situation != .live ? ["--detach"] : []), status: expected.0,
                effect: expected.1, resumed: situation == .dead ? resumed : nil)
        }
    }

    private static let refused: (Int32, String) = (1, "")
    private static let table: [Case] =
        cases(
            "approve", ["go_ahead"], live: (0, "go_ahead: granted for plan"), held: refused,
            dead: (0, "go_ahead: granted for plan"), resumed: 0)
        + cases(
            "decline", ["go_ahead"], live: (0, "rolled_back because go_ahead: it was declined"), held: refused,
            dead: (0, "rolled_back because go_ahead: it was declined"), resumed: 3)
        + cases("pause", [], live: (0, "paused"), held: refused, dead: (0, "paused"), resumed: 6)
        + cases("resume", [], live: (1, ""), held: (4, ""), dead: (0, "taken up again"))
        + cases("retry", ["fence_source"], live: refused, held: (0, "fence_source: done"), dead: refused)
        + cases("skip", ["fence_source"], live: refused, held: (0, "ordered: skip fence_source"), dead: refused)
        + cases(
            "accept-two-writers", ["fence_source"], live: refused,
            held: (0, "ordered: accept the risk of two writers at fence_source"), dead: refused)
        + cases(
            "rollback", [], live: (0, "rolled_back because it was ordered"), held: (3, "ordered: roll back"),
            dead: (3, "rolled_back because it was ordered"))
        + cases(
            "stop", [], live: (0, "stopped because it was ordered"), held: (5, "ordered: stop, without a rollback"),
            dead: (5, "stopped because it was ordered"))
        + cases(
            "switch-mode", ["emergency"], live: (0, "ordered: go on as emergency"),
            held: (0, "ordered: go on as emergency"), dead: (0, "ordered: go on as emergency"), resumed: 0)

    @Test(
        "each verb does what it says and is on record with who, when and why", .timeLimit(.minutes(2)), arguments: table
    )
    func verbs(_ tried: Case) async throws {
        let drill = try Drill()
        try await drill.bring(to: tried.situation)
        let why = "because of \(tried.verb)"
        let output = try drill.tell(tried.verb, tried.arguments + ["--reason", why])
        #expect(output.status == tried.status, "\(output.out)\(output.error)")
        if let resumed = tried.resumed {
            #expect(output.out.contains("switchyard resume \(drill.run)"))
            // A run that goes on would keep this process for days.
            let isGoingOn = resumed == 0
            let resume = try drill.tell("resume", ["--speed", "20x"] + (isGoingOn ? ["--detach"] : []))
            #expect(resume.status == resumed, "\(resume.out)\(resume.error)")
        }
        guard !tried.effect.isEmpty else {
            #expect(tried.status == 4 ? output.out.contains("what can be said") : output.error.contains("error: "))
            #expect(try drill.timeline().allSatisfy { $0["why"] == nil })
            return
        }
        try await drill.until { $0.contains(tried.effect) }
        let entry = try drill.timeline().first { $0["why"] as? String == why }
        #expect(entry?["who"] as? String == Person.current())
        #expect((entry?["time"] as? String)?.hasSuffix("Z") == true)
    }

    @Test("who resumes a paused run in the background is on record, and why", .timeLimit(.minutes(2)))
    func resumedInTheBackground() async throws {
        let drill = try Drill()
        try await drill.bring(to: .live)
        #expect(try drill.tell("pause", []).status == 0)
        try await drill.until { $0.contains("paused") }
        let why = "-all is well: really"
        let output = try drill.tell("resume", ["--detach", "--speed", "20x", "--reason=\(why)"])
        #expect(output.status == 0, "\(output.out)\(output.error)")
        try await drill.until { $0.contains("ordered: go on") }
        for event in ["resumed", "ordered"] {
            let entry = try drill.timeline().last { $0["event"] as? String == event }
            #expect(entry?["who"] as? String == Person.current())
            #expect(entry?["why"] as? String == why)
        }
    }

    @Test("show lists what can be said to a run", .timeLimit(.minutes(2)), arguments: [Drill.Situation.live, .held])
    func openVerbs(situation: Drill.Situation) async throws {
        let drill = try Drill()
        try await drill.bring(to: situation)
        let shown = try drill.tell("show", []).out
        let list = shown.range(of: "what can be said:").map { String(shown[$0.lowerBound...]) } ?? ""
        try Golden.expect(list.replacing(drill.run, with: "RUN"), "verbs.\(situation.rawValue).txt")
    }

    @Test("skip and accept-two-writers want a reason", arguments: ["skip", "accept-two-writers"])
    func reasons(verb: String) throws {
        for arguments in [[], ["--reason", "  "]] {
            let output = try CommandTests.run([verb, "run", "step"] + arguments)
            #expect(output.status == 2)
            #expect(output.error.contains("--reason"))
        }
    }

    private static let questions = """
        runbook: drill
        version: 1
        summary: A short run that asks a lot.
        strategy: custom
        limits: {deadline: 100h, rollback_reserve: 1h}
        steps:
          - {id: ask_1, approve: {ask: Shall we?, from: [sre], within: 10h}}
          - {id: ask_2, approve: {ask: Shall we?, from: [sre], within: 10h}}
          - {id: ask_3, approve: {ask: Shall we?, from: [sre], within: 10h}}
          - {id: ask_4, approve: {ask: Shall we?, from: [sre], within: 10h}}
          - {id: rest, wait: 50h}
        """

    @Test("what people say is in the journal of a running executor within 200 ms", .timeLimit(.minutes(3)))
    func latency() async throws {
        let modes = (0..<8).map { ["switch-mode", $0 % 2 == 0 ? "emergency" : "planned"] }
        let answers = (1...4).map { ["approve", "ask_\($0)"] }
        var delays = try await Self.delays(of: modes + answers + [["pause"]])
        for last in [["stop"], ["rollback"], ["decline", "ask_1"]] { delays += try await Self.delays(of: [last]) }
        delays.sort()
        #expect(delays.count == 16)
        let median = delays[delays.count / 2]
        print("what people say is journaled within \(median) ms (median), \(delays.last ?? 0) ms (most)")
        #expect(median < 200, "\(delays)")
    }

    /// From the moment a message was sent to that of its record, in milliseconds, at the speed of the clock.
    private static func delays(of commands: [[String]]) async throws -> [Int] {
        let drill = try Drill(questions)
        try await drill.bring(to: .live, speed: 1)
        for command in commands {
            let output = try drill.tell(command[0], Array(command.dropFirst()))
            #expect(output.status == 0, "\(command) \(output.out)\(output.error)")
        }
        let shown = try drill.shown()
        let records = Dictionary(
            (shown["timeline"] as? [[String: Any]] ?? []).map { ($0["sequence"] as? Int ?? 0, time($0)) }
        ) { first, _ in first }
        return (shown["messages"] as? [[String: Any]] ?? []).compactMap { message -> Int? in
            guard let record = message["record"] as? Int, let heard = records[record] else { return nil }
            return heard - time(message)
        }
    }

    private static func time(_ object: [String: Any]) -> Int {
        let text = object["time"] as? String ?? ""
        let date = try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        return Int((date?.timeIntervalSince1970 ?? 0) * 1000)
    }
}
