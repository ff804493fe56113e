import Engine
import Foundation
import Runbook
import Testing

@testable import Adapters

/// The web service of the documentation.
final class HooksServer: Sendable {
    let process: ServerProcess
    let url: String

    init() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "hooks-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/examples/hooks.py").standardized.path
        let port = Int.random(in: 21_000...29_000)
        process = try ServerProcess("/usr/bin/env", in: directory, ["python3", script, "\(port)"])
        url = "http://127.0.0.1:\(port)"
        let adapter = HTTPActionFixture.adapter(url)
        for _ in 0..<200 {
            if await adapter.examine().allSatisfy({ $0.weight == .sound }) { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("the example does not answer: \(process.log)")
    }
}
