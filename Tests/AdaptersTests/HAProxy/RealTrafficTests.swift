import Engine
import Foundation
import Logging
import Runbook
import RunbookCompiler
import Switchyard
import Testing
import World

@testable import Adapters

/// Whole runs that move a real HAProxy's weights, beside simulated data and capacity.
@Suite struct RealTrafficTests {
    private static let environment = """
        environment: edge
        regions:
          east: {role: primary, capacity: 12000/s, peak_load: 9000/s}
          west: {role: secondary, capacity: 12000/s, peak_load: 9000/s}
        services:
          orders_db: {type: database}
          api: {type: api, depends_on: [orders_db]}
        replication:
          - {from: east, to: west, bandwidth: 100MB/s, latency: 35ms}
        adapters:
          traffic: {haproxy: {runtime: "SOCKET", backends: {api: web}}}
          data: simulated
          capacity: simulated
          health: simulated

        """

    /// Three hops, and a gate at the end.
    private static func runbook(_ gate: String) -> String {
        """
        runbook: move
        version: 1
        strategy: custom
        gates:
          fit:
            require: [\(gate)]
            every: 1s
            passes: 1
            tolerate: {breaches: 0, unknown: 0}
            within: 5s
        steps:
          - id: shift
            shift: {from: east, to: west, percent: [10%, 50%, 100%]}
          - id: fit
            gate: fit

        """
    }

    private static func run(_ gate: String, _ server: HAProxyServer) async throws -> Phase {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("edge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let move = directory.appendingPathComponent("move.yaml")
        let edge = directory.appendingPathComponent("edge.yaml")
        try runbook(gate).write(to: move, atomically: true, encoding: .utf8)
        try environment.replacing("SOCKET", with: "\(server.admin)").write(to: edge, atomically: true, encoding: .utf8)
        var request = RunRequest(runbook: move.path, environment: edge.path)
        request.store = directory.appendingPathComponent("store").path
        let prepared = try PreparedRun.prepare(request, for: .run())
        let runner = Runner(prepared, store: try Composition.store(in: request.store), log: Logger(label: "test"))
        _ = try await runner.preflight()
        let (header, epoch) = try await runner.create()
        let end = try await runner.start(header, epoch, observer: NoObserver(), inbox: Inbox())
        return end.session.machine.state.phase
    }

    private static func weights(_ server: HAProxyServer) async throws -> [String] {
        let adapter = HAProxyFixture.adapter(server.admin)
        return try await adapter.states().filter { $0.backend == "web" }.map { "\($0.server) \($0.weight)" }
    }

    @Test func `A run moves all traffic`() async throws {
        let server = try await HAProxyServer()
        try await HAProxyFixture.begin(HAProxyFixture.adapter(server.admin))
        #expect(try await Self.run("weight(west) >= 100%", server) == .ended(.succeeded))
        #expect(try await Self.weights(server) == ["east 0", "west 100"])
    }

    @Test func `A rollback brings it back`() async throws {
        let server = try await HAProxyServer()
        try await HAProxyFixture.begin(HAProxyFixture.adapter(server.admin))
        #expect(try await Self.run("response_time(west) < 1ms", server) == .ended(.rolledBack))
        #expect(try await Self.weights(server) == ["east 100", "west 0"])
    }
}
