import Foundation
import Testing

/// Signals to a process that executes a run and has no terminal to ask at.
@Suite("Signals", .serialized)
struct SignalTests {
    private static func executing(_ drill: Drill, until words: String, speed: Int = 1) async throws -> Process {
        let process = try drill.start([
            "run", drill.scratch.path + "/drill.yaml", "--environment", "demo", "--speed", "\(speed)x", "--yes",
        ])
        try await drill.until { $0.contains(words) }
        return process
    }

    @Test("SIGTERM pauses durably", .timeLimit(.minutes(2)))
    func termination() async throws {
        let drill = try Drill()
        let process = try await Self.executing(drill, until: "fence_source: done", speed: 20)
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 6)
        let shown = try drill.tell("show", []).out
        #expect(shown.contains("ordered: pause") && shown.contains("SIGTERM") && shown.contains("switchyard resume"))
    }

    @Test("SIGINT pauses where nobody can be asked, and twice is stop", .timeLimit(.minutes(2)))
    func interrupt() async throws {
        let drill = try Drill(
            """
            runbook: drill
            version: 1
            strategy: custom
            steps:
              - id: scale_up
                scale: {region: us-west-2, to: 100%}
                timeout: 10m
              - id: rest
                wait: 5m
            """)
        // In flight for some seconds, so that the second signal comes before the run has paused.
        let process = try await Self.executing(drill, until: "scale_up: scale", speed: 20)
        process.interrupt()
        try await Task.sleep(for: .milliseconds(100))
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 5)
        #expect(try drill.tell("show", []).out.contains("interrupted twice"))
    }

    @Test("a rollback that is under way is left to resume", .timeLimit(.minutes(2)))
    func duringRollback() async throws {
        let drill = try Drill()
        let process = try await Self.executing(drill, until: "fence_source: done")
        #expect(try drill.tell("rollback", []).status == 0)
        try await drill.until { $0.contains("undoing") }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 7)
        #expect(try drill.tell("resume", ["--speed", "20x"]).status == 3)
    }
}
