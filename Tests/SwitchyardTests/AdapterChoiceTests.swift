import Engine
import Foundation
import Runbook
import Testing

@testable import Switchyard

/// Who plays which part, and what is said where nobody does.
@Suite("Who plays which part")
struct AdapterChoiceTests {
    private static let head = """
        environment: edge
        regions:
          east: {role: primary, capacity: 12000/s, peak_load: 9000/s}
          west: {role: secondary, capacity: 12000/s, peak_load: 9000/s}
        services:
          orders_db: {type: database}
          api: {type: api}
        replication:
          - {from: east, to: west, bandwidth: 100MB/s, latency: 35ms}

        """
    private static let haproxy =
        "{haproxy: {runtime: \"/nonexistent/haproxy.sock\", backends: {api: web}, timeout: 1s}}"
    private static let runbook = """
        runbook: move
        version: 1
        strategy: custom
        steps:
          - id: shift
            shift: {from: east, to: west, percent: 100%}
          - id: tell
            notify: {channel: operations, message: moved}

        """

    private static func request(_ scratch: Scratch, _ adapters: String) throws -> RunRequest {
        let edge = try scratch.write(head + adapters, "edge.yaml")
        let move = try scratch.write(runbook, "move.yaml")
        var request = RunRequest(runbook: move, environment: edge)
        request.store = scratch.path + "/store"
        return request
    }

    private static func refusal(_ adapters: String, _ change: (inout RunRequest) -> Void = { _ in }) throws -> String? {
        let scratch = try Scratch()
        var request = try request(scratch, adapters)
        change(&request)
        do {
            _ = try PreparedRun.prepare(request, for: .run())
            return nil
        } catch { return "\(error.message)" }
    }

    @Test("a step that nobody can perform is refused before a run begins")
    func vacancies() throws {
        #expect(try Self.refusal("") == nil)
        #expect(try Self.refusal("adapters: {traffic: simulated, notifications: simulated}\n") == nil)
        #expect(
            try Self.refusal("adapters: {traffic: simulated}\n") == "nobody in edge plays what tell needs")
        #expect(
            try Self.refusal("adapters: {data: simulated, notifications: simulated}\n")
                == "nobody in edge plays what shift needs")
    }

    @Test("real regions have their own time, and no faults")
    func time() throws {
        let real = "adapters: {traffic: \(Self.haproxy), notifications: simulated}\n"
        #expect(try Self.refusal(real) == nil)
        #expect(try Self.refusal(real) { $0.speed = 60 } == "edge has real regions, and their time goes as it goes")
    }

    @Test("an adapter without what it has to know is not used")
    func settings() throws {
        #expect(
            try Self.refusal("adapters: {traffic: haproxy}\n")
                == "haproxy (for traffic) is not told what it has to know")
        #expect(try Self.refusal("adapters: {traffic: nginx}\n") == "there is no adapter \"nginx\" (for traffic)")
    }

    @Test("doctor says of each adapter what it found, and exits as its findings are")
    func doctor() async throws {
        let scratch = try Scratch()
        let request = try Self.request(scratch, "adapters:\n  traffic: \(Self.haproxy)\n  data: simulated\n")
        let report = try await DoctorReport.make(request.environment)
        #expect(report.hasFault)
        #expect(
            report.text(.plain) == """
                haproxy: traffic
                  fault    haproxy at /nonexistent/haproxy.sock: it cannot be reached: \
                No such file or directory
                           Its configuration has to have "stats socket ADDRESS level admin", and runtime its address.
                simulated: data
                  caution  data: simulated beside real servers, of which gates and checks then say nothing
                           Name an adapter that looks at the real ones, or leave the part out.
                nobody: capacity, health, actions, notifications
                  caution  nobody plays capacity, health, actions, notifications: what is known of it stays unknown, \
                and no step may need it
                           Name an adapter for each under adapters; "simulated" is one.
                1 fault, 2 cautions in edge; nothing was changed

                """)
        #expect(report.json.text().contains("\"is_ready\":false"))
        let sound = DoctorReport(environment: "demo", examinations: [])
        #expect(!sound.hasFault && sound.text(.plain) == "demo is ready\n")
    }
}
