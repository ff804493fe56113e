import Engine
import Runbook
import RunbookCompiler
import Stores

/// The durable store alone against a bare loop of the same commits: what the chain, the head and the epoch cost.
struct StoreBenchmark {
    let directory: String

    func run() async throws {
        let store = try SQLiteStore(directory: directory + "/store")
        let bare = BareCommits(path: directory + "/bare-store.db")
        var round: Int64 = 0
        for size in [1, 8, 64] {
            let count = size == 1 ? 1_000 : 12_800
            let records = StoreBenchmark.records(count)
            let medians = try await Interleaved(of: 5) {
                round += 1
                let run = "r\(round)"
                let epoch = try await store.create(StoreBenchmark.header(run))
                let time = try await Stopwatch.nanoseconds {
                    for start in stride(from: 0, to: count, by: size) {
                        try await store.append(Array(records[start..<(start + size)]), to: run, epoch: epoch)
                    }
                }
                return Double(count) * 1e9 / time
            } _: {
                let batches = Array(repeating: size, count: count / size)
                bare.begin()
                return Double(count) * 1e9 / (await Stopwatch.nanoseconds { bare.run(batches, run: round) })
            }
            Measured(
                name: "store alone, \(size) a commit", ours: medians.ours, reference: medians.reference,
                unit: "records/s", note: "against a bare loop of the same commits"
            ).report()
        }
    }

    private static func records(_ count: Int) -> [JournalRecord] {
        (1...count).map { sequence in
            JournalRecord(
                sequence: Int64(sequence), time: Milliseconds(1_700_000_000_000 + Int64(sequence)),
                event: .finished(NodeID(12345), Token(attempt: 1, isUndo: false), .done), detail: "")
        }
    }

    private static func header(_ run: String) -> RunHeader {
        RunHeader(
            run: run, runbook: "benchmark", version: 1, environment: "benchmark", mode: .planned, parameters: [:],
            initiator: "bench", started: .zero, planDigest: "", sources: [], claims: [run])
    }
}
