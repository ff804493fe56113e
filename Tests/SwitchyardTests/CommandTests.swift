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
        ("run gradual --set nonsense", 2), ("plan gradual --environment nowhere", 2), ("schema environment", 0),
    ]

    @Test("exit codes are as documented", arguments: cases.map(\.line))
    func exitCodes(line: String) throws {
        let status = try Self.run(line.split(separator: " ").map(String.init)).status
        #expect(status == Self.cases.first { $0.line == line }?.status)
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
