import Foundation
import Runbook
import Testing

@testable import Adapters

/// A real moto, which stands in for AWS. It checks no signatures.
final class MotoServer: Sendable {
    let process: ServerProcess
    let url: String

    static let credentials: AWSCredentialSource = {
        setenv("SWITCHYARD_TEST_AWS_ACCESS", "AKIDEXAMPLE", 1)
        setenv("SWITCHYARD_TEST_AWS_SECRET", "secret-of-the-test", 1)
        return AWSCredentialSource(
            accessKey: .variable("SWITCHYARD_TEST_AWS_ACCESS"), secretKey: .variable("SWITCHYARD_TEST_AWS_SECRET"))
    }()

    init() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "moto-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let environment = ProcessInfo.processInfo.environment
        let home = environment["LAB_VENV"] ?? "/var/tmp/switchyard-lab-aws-\(getuid())"
        let program = try #require(
            ["\(home)/bin/moto_server"].first(where: FileManager.default.isExecutableFile),
            "scripts/setup --servers installs moto")
        let port = Int.random(in: 21_000...29_000)
        process = try ServerProcess(program, in: directory, ["-H", "127.0.0.1", "-p", "\(port)"])
        url = "http://127.0.0.1:\(port)"
        for _ in 0..<400 {
            let exchange = WebExchange(server: try #require(ServerURL(url)), timeout: .seconds(1))
            if (try? await exchange.get("/moto-api/"))?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        Issue.record("moto is not ready: \(process.log)")
    }

    /// A signed request in the Query protocol or in JSON, as another tool would make it.
    @discardableResult func call(
        _ service: String, _ path: String, _ headers: [WebRequest.Header], _ body: String, region: String = "us-east-1"
    ) async throws -> String {
        let aws = AWSExchange(
            exchange: WebExchange(server: try #require(ServerURL(url)), timeout: .seconds(5)),
            credentials: Self.credentials, region: region, service: service)
        return try await aws.post(path, headers, body).body
    }
}
