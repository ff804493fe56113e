import Stores

/// The executor with a store in memory against a bare task group, on 100,000 steps that do nothing.
struct ExecutorBenchmark {
    func run() async throws {
        for shape in Shape.allCases {
            let plan = shape.plan(100_000)
            let medians = try await Interleaved(of: 31) {
                let store = MemoryStore()
                return try await Stopwatch.nanoseconds { try await Executing(plan: plan).run("r", in: store) } / 100_000
            } _: {
                await Stopwatch.nanoseconds { await BareTaskGroup(plan: plan).run() } / 100_000
            }
            Measured(
                name: "executor in memory, \(shape.rawValue)", ours: medians.ours, reference: medians.reference,
                unit: "ns a step", note: "against a bare task group, \(medians.spread)"
            ).report()
        }
    }
}
