import Foundation
import Testing

/// A short run in processes of its own, and people who tell it things from others.
final class Drill {
    /// How a second process finds the run.
    enum Situation: String, CaseIterable, Sendable {
        /// Executed by a living process, which asks for an approval.
        case live
        /// Held by an emergency run's fence that was refused.
        case held
        /// As live, but its process was killed.
        case dead
    }

    private static let runbook = """
        runbook: drill
        version: 1
        summary: A short run to be told things.
        strategy: custom
        limits: {deadline: 100h, rollback_reserve: 1h}
        steps:
          - id: go_ahead
            approve: {ask: Shall we?, from: [sre], within: 10h}
          - id: fence_source
            fence: {region: us-east-1}
            retry: {attempts: 1}
            on_failure: hold
          - id: rest
            wait: 50h
        """
    private static let faults = """
        faults: refused
        summary: The first fence is refused.
        runbook: drill
        mode: emergency
        expect: {outcome: held, step: fence_source}
        events:
          - {at: 0s, region: us-east-1, fault: refuse, action: fence, times: 1}
        """

    let scratch: Scratch
    private(set) var run = ""
    private var executor: Process?

    init(_ runbook: String = Drill.runbook) throws {
        scratch = try Scratch()
        _ = try scratch.write(runbook, "drill.yaml")
        _ = try scratch.write(Drill.faults, "refused.yaml")
    }

    deinit {
        _ = try? tell("stop", [])
        executor?.terminate()
    }

    var store: String { scratch.path + "/store" }

    func bring(to situation: Situation, speed: Int = 20) async throws {
        var arguments = ["run", scratch.path + "/drill.yaml", "--environment", "demo", "--speed", "\(speed)x"]
        if situation == .held { arguments += ["--yes", "--faults", scratch.path + "/refused.yaml"] }
        try start(arguments)
        try await until { $0.contains(situation == .held ? "held because" : "asks sre") }
        switch situation {
        case .live: break
        case .held: executor?.waitUntilExit()
        case .dead:
            if let executor { kill(executor.processIdentifier, SIGKILL) }
            executor?.waitUntilExit()
        }
    }

    /// Starts a process that executes the run.
    @discardableResult
    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = Golden.root.appending(path: ".build/debug/switchyard")
        process.arguments = arguments + ["--store", store]
        process.currentDirectoryURL = Golden.root
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        executor = process
        return process
    }

    /// One command about the run, in a process of its own.
    func tell(_ verb: String, _ more: [String]) throws -> CommandTests.Output {
        try CommandTests.run([verb, run] + more + ["--store", store])
    }

    /// Waits until the run's timeline says something.
    func until(_ isSaid: (String) -> Bool) async throws {
        for _ in 0..<600 {
            if run.isEmpty {
                let listed = try CommandTests.run(["runs", "--json", "--store", store])
                run = try Drill.objects(listed.out).first?["id"] as? String ?? ""
            }
            if !run.isEmpty, isSaid(try tell("show", []).out) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("never said; the run says: \(try tell("show", []).out)")
    }

    /// The run as `show --json` has it.
    func shown() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(try tell("show", ["--json"]).out.utf8)) as? [String: Any] ?? [:]
    }

    func timeline() throws -> [[String: Any]] { try shown()["timeline"] as? [[String: Any]] ?? [] }

    private static func objects(_ text: String) throws -> [[String: Any]] {
        guard !text.isEmpty else { return [] }
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    }
}
