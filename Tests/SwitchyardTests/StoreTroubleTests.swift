import Foundation
import Testing

/// A run whose store fails under it, from the outside: what is said, what is left, and that it goes on.
@Suite("Trouble with the store")
struct StoreTroubleTests {
    static func shell(_ script: String) throws -> CommandTests.Output {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = Golden.root
        process.standardInput = FileHandle.nullDevice
        let (out, error) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (out, error)
        try process.run()
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return CommandTests.Output(status: process.terminationStatus, out: text, error: complaint)
    }

    static func run(_ store: String) -> String {
        ".build/debug/switchyard run gradual --environment demo --yes --speed 60x --store \(store)"
    }

    /// The only run of a store, as `runs` lists it.
    static func only(in store: String) throws -> (id: String, outcome: String) {
        let listed = try CommandTests.run(["runs", "--json", "--store", store]).out
        let runs = try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]]
        let run = try #require(runs?.first)
        return (try #require(run["id"] as? String), try #require(run["outcome"] as? String))
    }

    static func goesOn(in store: String) throws {
        let run = try only(in: store)
        #expect(run.outcome == "running", "it is as its journal says")
        #expect(try CommandTests.run(["verify", "--store", store]).status == 0)
        let resumed = try CommandTests.run(["resume", run.id, "--yes", "--speed", "60x", "--store", store])
        #expect(resumed.status == 0, "\(resumed.out)\(resumed.error)")
        #expect(resumed.out.contains("us-west-2 carries all traffic; us-west-2 is the writer"))
        #expect(try CommandTests.run(["verify", "--store", store]).status == 0)
    }

    @Test("a disk that fills up stops a run with what to do, and the run goes on once there is room")
    func full() throws {
        let scratch = try Scratch()
        // The log of the database may not grow beyond this.
        let output = try Self.shell("trap '' XFSZ; ulimit -f 220; exec \(Self.run(scratch.path))")
        #expect(output.status == 7, "\(output.out)\(output.error)")
        #expect(output.error.contains("runs.db") && output.error.contains("resume"), "\(output.error)")
        try Self.goesOn(in: scratch.path)
    }

    @Test("a database that another process keeps locked stops a run with what to do, and the run goes on afterwards")
    func locked() throws {
        let scratch = try Scratch()
        let holder = """
            import sqlite3, sys, time
            c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
            c.execute("BEGIN IMMEDIATE")
            time.sleep(9)
            """
        let script = """
            (\(Self.run(scratch.path)) 2>\(scratch.path)/said; echo $? > \(scratch.path)/status) &
            for i in $(seq 200); do grep -q . \(scratch.path)/world.json 2>/dev/null && break; sleep 0.05; done
            sleep 1
            python3 -c '\(holder)' \(scratch.path)/runs.db
            wait
            """
        _ = try Self.shell(script)
        let said = try String(contentsOfFile: scratch.path + "/said", encoding: .utf8)
        let status = try String(contentsOfFile: scratch.path + "/status", encoding: .utf8)
        #expect(status == "7\n", "\(said)")
        #expect(said.contains("another process keeps it locked") && said.contains("resume"), "\(said)")
        try Self.goesOn(in: scratch.path)
    }

    @Test("a history that another process keeps locked is told of, with what to do")
    func lockedHistory() throws {
        let scratch = try Scratch()
        let observe = ".build/debug/switchyard observe --environment demo --store \(scratch.path) --rounds 1"
        #expect(try Self.shell(observe).status == 0)
        let holder = """
            import sqlite3, sys, time
            c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
            c.execute("BEGIN IMMEDIATE")
            print("held", flush=True)
            time.sleep(60)
            """
        let output = try Self.shell(
            """
            coproc python3 -c '\(holder)' \(scratch.path)/history.db
            read -ru "${COPROC[0]}"
            \(observe)
            status=$?
            kill "$COPROC_PID"
            exit $status
            """)
        #expect(output.status == 7, "\(output.out)\(output.error)")
        #expect(output.error.contains("another process keeps it locked; end that one, then try again"))
    }
}
