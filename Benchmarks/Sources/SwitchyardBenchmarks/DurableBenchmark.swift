import Engine
import Foundation
import RunbookCompiler
import Stores

/// The executor with SQLite, every decision on the disk before its effect.
struct DurableBenchmark {
    let directory: String

    func run() async throws {
        try await againstBareCommits()
        try await guards()
        try await flatness()
    }

    /// The rate against a bare loop of the same commits on the same disk.
    private func againstBareCommits() async throws {
        for shape in [Shape.layered, .fanOut, .chain] {
            let count = shape == .chain ? 2_000 : 20_000
            let plan = shape.plan(count)
            var (batches, round): ([Int], Int64) = ([], 0)
            let bare = BareCommits(path: directory + "/bare-\(shape.rawValue).db")
            let sqlite = try SQLiteStore(directory: directory + "/\(shape.rawValue)")
            let medians = try await Interleaved(of: 9) {
                round += 1
                let sizes = CommitSizes()
                let run = Executing(plan: plan, observer: sizes)
                let time = try await run.run("r\(round)", in: sqlite)
                batches = sizes.all
                return Double(count) * 1e9 / time
            } _: {
                bare.begin()
                return Double(count) * 1e9 / (await Stopwatch.nanoseconds { bare.run(batches, run: round) })
            }
            Measured(
                name: "durable rate, \(shape.rawValue)", ours: medians.ours, reference: medians.reference,
                unit: "steps/s", note: "against a bare loop of the same \(batches.count) commits, \(medians.spread)"
            ).report()
        }
    }

    /// What lease, epoch and hash chain cost: the rate with them against the rate without.
    private func guards() async throws {
        for shape in [Shape.layered, .chain] {
            let count = shape == .chain ? 2_000 : 20_000
            let plan = shape.plan(count)
            let guarded = try SQLiteStore(directory: directory + "/guarded-\(shape.rawValue)")
            let unguarded = UnguardedStore(path: directory + "/unguarded-\(shape.rawValue).db")
            var round = 0
            let medians = try await Interleaved(of: 11) {
                round += 1
                return try await DurableBenchmark.rate(of: plan, count, "r\(round)", in: guarded)
            } _: {
                try await DurableBenchmark.rate(of: plan, count, "r\(round)", in: unguarded)
            }
            Measured(
                name: "lease, epoch and hash chain, \(shape.rawValue)", ours: medians.ours,
                reference: medians.reference, unit: "steps/s", note: "against the same without, \(medians.spread)"
            ).report()
        }
    }

    private static func rate(
        of plan: Plan, _ steps: Int, _ name: String, in store: any RunStore
    ) async throws -> Double {
        Double(steps) * 1e9 / (try await Executing(plan: plan).run(name, in: store))
    }

    /// What a step costs of a short run and of a long one.
    private func flatness() async throws {
        let (short, long) = (Shape.layered.plan(1_000), Shape.layered.plan(100_000))
        let store = try SQLiteStore(directory: directory + "/flat")
        var round = 0
        let medians = try await Interleaved(of: 3) {
            round += 1
            return try await Stopwatch.nanoseconds { try await Executing(plan: long).run("long\(round)", in: store) }
                / 100_000
        } _: {
            var times: [Double] = []
            for part in 0..<9 {
                let name = "short\(round)-\(part)"
                times.append(
                    try await Stopwatch.nanoseconds { try await Executing(plan: short).run(name, in: store) } / 1_000)
            }
            return Interleaved.median(times)
        }
        Measured(
            name: "durable cost, 100,000 steps against 1,000", ours: medians.ours, reference: medians.reference,
            unit: "ns a step"
        ).report()
    }
}
