import Foundation
import Testing

/// The command itself, as the shell starts it.
@Suite("The command line")
struct CommandTests {
    struct Output {
        var status: Int32
        var out: String
        var error: String
    }

    static func run(_ arguments: [String]) throws -> Output {
        let process = Process()
        process.executableURL = Golden.root.appending(path: ".build/debug/switchyard")
        process.arguments = arguments
        process.currentDirectoryURL = Golden.root
        process.standardInput = FileHandle.nullDevice
        let (out, error) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (out, error)
        try process.run()
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Output(status: process.terminationStatus, out: text, error: complaint)
    }

    private static let cases: [(line: String, status: Int32)] = [
        ("check runbooks/gradual.yaml", 0), ("check nowhere.yaml", 2), ("check runbooks", 2), ("check", 2),
        ("check --format xml runbooks/gradual.yaml", 2), ("check Package.swift", 1), ("bogus", 2), ("--help", 0),
        ("--version", 0), ("explain SY101", 0), ("explain SY999", 2), ("show nothing --store /nonexistent", 2),
        ("runs --store /nonexistent", 0), ("new --strategy gradaul", 2), ("graph gradual --format dot", 0),
        ("rehearse immediate --environment demo --seeds 1", 0), ("rehearse failback --environment demo --seeds 1", 1),
        ("rehearse gradual --environment demo --seeds 0", 2), ("rehearse nowhere.yaml --environment demo", 2),
        ("run gradual --set nonsense", 2), ("plan gradual --environment nowhere", 2), ("schema environment", 0),
    ]

    @Test("exit codes are as documented", arguments: cases.map(\.line))
    func exitCodes(line: String) throws {
        let status = try Self.run(line.split(separator: " ").map(String.init)).status
        #expect(status == Self.cases.first { $0.line == line }?.status)
    }

    private static let mistyped: [(line: String, meant: String)] = [
        ("chek runbooks/gradual.yaml", "check"), ("plan gradul", "gradual"),
        ("check runbooks/gradaul.yaml", "runbooks/gradual.yaml"), ("run gradual --environment dmo", "demo"),
    ]

    @Test("what was mistyped is answered with what was meant", arguments: mistyped.map(\.line))
    func mistypedNames(line: String) throws {
        let output = try Self.run(line.split(separator: " ").map(String.init))
        let meant = Self.mistyped.first { $0.line == line }?.meant ?? ""
        #expect(output.status == 2)
        #expect((output.out + output.error).contains("Did you mean \"\(meant)\"?"))
    }

    @Test("what cannot be a store is not used as one", arguments: ["README.md", "README.md/store", "", "/dev/null"])
    func noStore(path: String) throws {
        for command in [["runs"], ["show", "x"], ["resume", "x"], ["run", "gradual", "--environment", "demo"]] {
            // Below a file there is nothing to be seen either, but nothing that could be mistaken for a store.
            if path == "README.md/store", command[0] != "run" { continue }
            let output = try Self.run(command + ["--store", path])
            #expect(output.status == 2, "\(command)")
            #expect(output.error.contains(path.isEmpty ? "--store must name" : "is a file"), "\(output.error)")
        }
    }

    @Test("a speed at which no step could be in time is refused", arguments: ["0x", "1001x", "1e9x", "nanx", "x", ""])
    func speeds(speed: String) throws {
        let output = try Self.run(["run", "gradual", "--environment", "demo", "--speed", speed])
        #expect(output.status == 2)
        #expect(output.error.contains("at most 1000x"))
        let isNumber = Double(speed.filter { $0 != "x" })?.isNaN == false
        #expect(output.error.contains(isNumber ? "At a speed of" : "is no speed"))
    }

    @Test("a run started with nohup outlives its terminal; another is paused by it", arguments: [true, false])
    func hangup(isIgnored: Bool) throws {
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            \(isIgnored ? "trap '' HUP" : ":")
            .build/debug/switchyard run immediate --environment demo --yes --speed 100x --store "$0" >"$0.out" 2>&1 &
            until grep -q ': done' "$0.out" 2>/dev/null; do sleep 0.05; done
            kill -HUP $!
            wait $!
            """, scratch.path + "/store",
        ]
        process.currentDirectoryURL = Golden.root
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == (isIgnored ? 0 : 6))
    }

    @Test("help states the exit codes")
    func help() throws {
        #expect(try Self.run(["run", "--help"]).out.contains("3  the run was rolled back"))
    }

    @Test("an empty store lists no runs, as JSON too")
    func noRuns() throws {
        #expect(try Self.run(["runs", "--json", "--store", "/nonexistent"]).out == "[]\n")
    }
}
