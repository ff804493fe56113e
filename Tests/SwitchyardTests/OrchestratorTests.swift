import Foundation
import Switchyard
import Testing

@Suite("The library's front door")
struct OrchestratorTests {
    @Test("a failover moves every service and says so", .timeLimit(.minutes(2)))
    func failover() async throws {
        let scratch = try Scratch()
        let orchestrator = Orchestrator(
            runbooks: Golden.root.appending(path: "runbooks").path(), environment: "demo",
            store: scratch.path + "/store", speed: 60,
            approve: { _ in true })
        let result = try await orchestrator.failover(from: "us-east-1", to: "us-west-2", strategy: .immediate)
        #expect(result.success)
        #expect(result.servicesMigrated.count == 7)
        #expect(result.dataLoss.upperBound == .zero)
        #expect(result.truth.hasPrefix("us-west-2 carries all traffic; us-west-2 is the writer"))
        let runs = try await History.list(in: scratch.path + "/store", asJSON: true, style: .plain)
        #expect(runs.contains("\"outcome\": \"succeeded\""))
        let shown = try await History.show(result.run, in: scratch.path + "/store", asJSON: false, style: .plain)
        #expect(shown.contains("us-east-1 0%, us-west-2 100%"))
        await #expect(throws: OrchestratorError.self) {
            try await orchestrator.failover(from: "us-east-1", to: "us-west-2", strategy: .gradual)
        }
    }
}
