import Runbook
import Testing

@testable import RunbookCompiler

@Suite("How long a plan takes")
struct TimingTests {
    @Test("The worst case is the longest path, approvals included")
    func longestPath() throws {
        let plan = try plan(gradual)
        let planned = PlanTiming(plan, mode: .planned)
        let emergency = PlanTiming(plan, mode: .emergency)
        // preflight 5m, warm 5m, approval 30m, 4 hops of 8m, preparation 30s, fence, promote, hop 6m, replication 10m
        #expect(planned.worst == .minutes(5 + 5 + 30 + 32 + 1 + 1 + 6 + 10) + .seconds(30))
        #expect(emergency.worst == planned.worst - .minutes(30))
        #expect(
            planned.criticalPath.map { plan.labels[$0.index].id }.prefix(4) == [
                "preflight", "warm_compute", "go_ahead", "shift[10%]",
            ])
        #expect(planned.expected < planned.worst)
    }

    @Test("A rollback takes back what came before, and nothing behind the point of no return")
    func rollback() throws {
        let plan = try plan(gradual)
        let timing = PlanTiming(plan, mode: .planned)
        let fence = try #require(plan.index("fence_source"))
        let last = try #require(plan.index("reprotect"))
        #expect(timing.rollbackWorst[fence] == .minutes(5 + 4 + 1) + .seconds(30))
        #expect(timing.rollbackWorst[last] == .zero)
    }
}
