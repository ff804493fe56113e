import Foundation
import Testing

@Suite("Looking on", .serialized)
struct WatchTests {
    @Test("a run at rest, or one that nobody executes, says how it stands", .timeLimit(.minutes(2)))
    func atRest() async throws {
        for (situation, status, words) in [
            (Drill.Situation.held, Int32(4), "held because fence_source"), (.dead, 7, "the executor of"),
        ] {
            let drill = try Drill()
            try await drill.bring(to: situation)
            let output = try drill.tell("watch", [])
            #expect(output.status == status)
            #expect((output.out + output.error).contains(words))
            #expect(output.out.contains("go_ahead: asks sre: Shall we?"))
        }
    }

    @Test("what a run does is seen until it ends; who stops looking does not stop it", .timeLimit(.minutes(2)))
    func live() async throws {
        let drill = try Drill()
        try await drill.bring(to: .live)
        let leaving = try Watcher(drill)
        try await leaving.until("asks sre")
        leaving.process.interrupt()
        leaving.process.waitUntilExit()
        #expect(leaving.process.terminationStatus == 0)

        let staying = try Watcher(drill)
        try await staying.until("asks sre")
        #expect(try drill.tell("approve", ["go_ahead"]).status == 0)
        try await staying.until("fence_source: done")
        #expect(try drill.tell("stop", ["--reason", "enough seen"]).status == 0)
        staying.process.waitUntilExit()
        #expect(staying.process.terminationStatus == 5)
        let seen = try staying.seen()
        #expect(seen.contains("enough seen"))
        #expect(seen.contains("stopped because it was ordered after"))
    }
}

/// A process that looks on, with what it has shown.
private struct Watcher {
    let process = Process()
    private let file: String

    init(_ drill: Drill) throws {
        file = try drill.scratch.write("", "watched-\(UUID().uuidString)")
        process.executableURL = Golden.root.appending(path: ".build/debug/switchyard")
        process.arguments = ["watch", drill.run, "--store", drill.store]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: file)
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func seen() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    func until(_ words: String) async throws {
        for _ in 0..<600 where try !seen().contains(words) { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try seen().contains(words))
    }
}
