import Foundation
import Runbook
import Testing

/// A laboratory of a test's own: four regions on addresses that nobody else has.
final class Laboratory: Sendable {
    let directory: String
    let net: String

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Where files are fastest.
    private static let memory = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"

    init() async throws {
        var trouble = ""
        for _ in 0..<5 {
            let net = "127.\(Int.random(in: 100...250))"
            let directory = "\(Laboratory.memory)/switchyard-lab-\(UUID().uuidString.prefix(8))"
            let up = try Laboratory.run(["up", "--no-install"], directory, net)
            if up.status == 0 {
                (self.directory, self.net) = (directory, net)
                return
            }
            _ = try? Laboratory.run(["down"], directory, net)
            trouble = up.text
        }
        throw Trouble(text: trouble)
    }

    struct Trouble: Error {
        var text: String
    }

    deinit { _ = try? Laboratory.run(["down"], directory, net) }

    /// `scripts/lab` with these words.
    @discardableResult
    func lab(_ words: String...) throws -> String {
        let done = try Laboratory.run(words, directory, net)
        try #require(done.status == 0, "\(words): \(done.text)")
        return done.text
    }

    /// As it was when it was started.
    func renew() throws {
        try lab("down")
        try lab("up", "--no-install")
    }

    func endpoint(_ region: Int, port: Int = 5432) -> Endpoint { .host("\(net).\(region).1", port: port) }

    func director(port: Int) -> Endpoint { .host("\(net).0.10", port: port) }

    var control: [String] { [Laboratory.root.appendingPathComponent("scripts/laboratory/control").path, directory] }

    /// What is shipped as `NAME.yaml` in a folder of runbooks, for this laboratory.
    static func runbook(_ name: String) -> String {
        root.appendingPathComponent("runbooks").appendingPathComponent(name).path
    }

    func environment() throws -> String {
        try String(contentsOfFile: Laboratory.runbook("environments/lab.yaml"), encoding: .utf8)
            .replacing("127.77", with: net).replacing("/dev/shm/switchyard-lab", with: directory)
            .replacing("scripts/laboratory/control", with: control[0])
    }

    private static func run(_ words: [String], _ directory: String, _ net: String) throws -> (
        status: Int32, text: String
    ) {
        let process = Process()
        process.executableURL = root.appendingPathComponent("scripts/lab")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(["LAB_DIR": directory, "LAB_NET": net]) { $1 }
        process.standardInput = FileHandle.nullDevice
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("lab-\(UUID().uuidString)")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        let handle = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (handle, handle)
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }
}
