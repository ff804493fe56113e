import Foundation
import Testing

/// Shipped runbooks, as they are, on real servers under load.
@Suite(.serialized) struct LaboratoryRunTests {
    private static let pace = ["--set", "every=500ms", "--set", "look_back=2s"]

    /// The command beside the tests.
    private static func switchyard(_ words: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".build/debug/switchyard")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test func `A gradual switchover and the way back fail no request and lose no write`() async throws {
        let lab = try await Laboratory()
        let environment = "\(lab.directory)/lab.yaml"
        try lab.environment().write(toFile: environment, atomically: true, encoding: .utf8)
        let common = ["--environment", environment, "--store", "\(lab.directory)/store"]
        try await Self.settle(environment)
        let doctor = try Self.switchyard(["doctor", "--environment", environment])
        #expect(doctor.status == 0, "\(doctor.text)")
        try lab.lab("load", "start", "--rate", "100")
        for (name, target) in [("gradual", "us-west-2"), ("failback", "us-east-1")] {
            let run = try Self.switchyard(
                ["run", Laboratory.runbook("\(name).yaml"), "--yes", "--set", "soak=1s"] + common + Self.pace)
            #expect(run.status == 0, "\(run.text)")
            #expect(run.text.contains("\(target) carries all traffic; \(target) is the writer"), "\(run.text)")
            #expect(run.text.contains("no acknowledged write was lost"))
        }
        // It fails when a request failed, or an acknowledged row is not there.
        let report = try lab.lab("load", "stop")
        #expect(report.contains("failed 0") && report.contains("0 acknowledged rows"), "\(report)")
    }

    /// Until Prometheus has looked at every region.
    private static func settle(_ environment: String) async throws {
        for _ in 0..<100 {
            let plan = try switchyard(
                ["plan", Laboratory.runbook("gradual.yaml"), "--environment", environment] + pace)
            if !plan.text.contains("no data"), plan.text.contains("availability(us-west-2) = 100%") { return }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
