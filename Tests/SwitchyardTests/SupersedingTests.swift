import Foundation
import Switchyard
import Testing

@Suite("An emergency takes the place of a held run", .serialized)
struct SupersedingTests {
    private static func start(_ drill: Drill, _ more: [String]) throws -> CommandTests.Output {
        try CommandTests.run(
            ["run", drill.scratch.path + "/drill.yaml", "--environment", "demo", "--speed", "20x", "--detach"] + more
                + ["--store", drill.store])
    }

    @Test("with its claims, and both runs say so", .timeLimit(.minutes(2)))
    func takesOver() async throws {
        let drill = try Drill()
        try await drill.bring(to: .held)
        let other = try Self.start(drill, [])
        #expect(other.status == 1 && other.error.contains("the run \(drill.run) has"))
        let planned = try Self.start(drill, ["--supersede", drill.run])
        #expect(planned.status == 1 && planned.error.contains("only an emergency run takes the place of another"))

        let successor = try Self.start(drill, ["--mode", "emergency", "--supersede", drill.run])
        #expect(successor.status == 0, "\(successor.error)")
        let name = successor.out.filter { !$0.isWhitespace }
        let old = try drill.tell("show", []).out
        #expect(old.contains("stopped"))
        #expect(old.contains("superseded by \(name), which \(Person.current()) started"))
        #expect(old.contains("ordered: give way to another run  \(Person.current()): superseded by \(name)"))
        let verified = try drill.tell("verify", [])
        #expect(verified.status == 0, "\(verified.out)")

        let shown = try CommandTests.run(["show", name, "--store", drill.store]).out
        #expect(shown.contains("in the place of \(drill.run)"))
        let third = try Self.start(drill, [])
        #expect(third.status == 1 && third.error.contains("the run \(name) has"))
        let again = try Self.start(drill, ["--mode", "emergency", "--supersede", name])
        #expect(again.status == 1 && again.error.contains("only a held run is superseded"))
        #expect(try CommandTests.run(["stop", name, "--store", drill.store]).status == 0)
    }
}
