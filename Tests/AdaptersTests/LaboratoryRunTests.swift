import Foundation
import Testing

/// Shipped runbooks, as they are, on real servers under load.
@Suite(.serialized) struct LaboratoryRunTests {
    private static let pace = ["--set", "every=500ms", "--set", "look_back=2s"]

    @Test func `A gradual switchover and the way back fail no request and lose no write`() async throws {
        let lab = try await Laboratory()
        let environment = "\(lab.directory)/lab.yaml"
        try lab.environment().write(toFile: environment, atomically: true, encoding: .utf8)
        let common = ["--environment", environment, "--store", "\(lab.directory)/store"]
        let doctor = try await Self.settledDoctor(environment)
        #expect(doctor.status == 0, "\(doctor.text)")
        try lab.lab("load", "start", "--rate", "100")
        for (name, target) in [("gradual", "us-west-2"), ("failback", "us-east-1")] {
            let run = try Program.switchyard(
                ["run", Laboratory.runbook("\(name).yaml"), "--yes", "--set", "soak=1s"] + common + Self.pace)
            #expect(run.status == 0, "\(run.text)")
            #expect(run.text.contains("\(target) carries all traffic; \(target) is the writer"), "\(run.text)")
            #expect(run.text.contains("no acknowledged write was lost"))
        }
        // It fails when a request failed, or an acknowledged row is not there.
        let report = try lab.lab("load", "stop")
        #expect(report.contains("failed 0") && report.contains("0 acknowledged rows"), "\(report)")
    }

    /// When Prometheus has looked at every region, and for as long as gates look back.
    private static func settledDoctor(_ environment: String) async throws -> (status: Int32, text: String) {
        var doctor = try Program.switchyard(["doctor", "--environment", environment])
        for _ in 0..<100 where doctor.status != 0 {
            try await Task.sleep(for: .milliseconds(200))
            doctor = try Program.switchyard(["doctor", "--environment", environment])
        }
        try await Task.sleep(for: .seconds(4))
        return doctor
    }
}
