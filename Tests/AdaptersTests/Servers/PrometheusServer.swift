import Foundation
import Runbook
import Testing

/// A real Prometheus that scrapes one server for each region twice a second.
final class PrometheusServer: Sendable {
    let process: ServerProcess
    let url: String

    /// - Parameter targets: by region.
    init(_ targets: [String: Endpoint]) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "prom-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let list = targets.map { "  - {targets: ['\($1)'], labels: {region: \($0)}}" }.joined(separator: "\n")
        let configuration = """
            global: {scrape_interval: 500ms, scrape_timeout: 400ms}
            scrape_configs:
            - job_name: app
              static_configs:
            \(list)

            """
        let path = directory.appendingPathComponent("prometheus.yml")
        try configuration.write(to: path, atomically: true, encoding: .utf8)
        let program = try #require(
            ["/usr/bin/prometheus"].first(where: FileManager.default.isExecutableFile),
            "scripts/setup installs prometheus")
        let port = Int.random(in: 21_000...29_000)
        process = try ServerProcess(
            program, in: directory,
            [
                "--config.file=\(path.path)", "--storage.tsdb.path=\(directory.path)/data",
                "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
            ])
        url = "http://127.0.0.1:\(port)"
    }

    /// Until a question has an answer.
    func wait(_ isThere: () async -> Bool) async throws {
        for _ in 0..<300 {
            if await isThere() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("Prometheus is not ready: \(process.log)")
    }
}
