import Engine
import Foundation
import Runbook
import Testing

@testable import Adapters

/// Python's own web server over an empty directory.
final class FileServer: Sendable {
    let process: ServerProcess
    let url: String

    init() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "files-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let port = Int.random(in: 21_000...29_000)
        process = try ServerProcess(
            "/usr/bin/env", in: directory, ["python3", "-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        url = "http://127.0.0.1:\(port)"
        for _ in 0..<200 {
            let adapter = HTTPFixture.adapter([(nil, "east", url)])
            if await HTTPFixture.measure(adapter, .availability).value == Quantity(1, .ratio) { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("the server does not answer: \(process.log)")
    }
}
