import Engine
import Foundation
import RunbookCompiler
import Stores

/// `scripts/bench` calls this with what to measure; each answer is a line of JSON.
@main
struct Benchmarks {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Off the main actor, where every hop costs microseconds.
        try await Task.detached { try await measure(arguments) }.value
    }

    @concurrent private static func measure(_ arguments: [String]) async throws {
        let directory = arguments.count > 1 ? arguments[1] : NSTemporaryDirectory() + "switchyard-benchmarks"
        switch arguments.first {
        case "machine": await MachineBenchmark().run()
        case "executor": try await ExecutorBenchmark().run()
        case "durable": try await DurableBenchmark(directory: directory).run()
        case "history": try await HistoryBenchmark(directory: directory).run()
        case "store": try await StoreBenchmark(directory: directory).run()
        case "waits":
            let plan = Shape.sideBySide(arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000)
            let store = try SQLiteStore(directory: directory)
            try await Executing(plan: plan, delay: .seconds(1)).run("waits", in: store)
        case "five":
            let store = try SQLiteStore(directory: directory)
            try await Executing(plan: Shape.chain.plan(5)).run("five", in: store)
        case "profile":
            // Ours alone, for a profiler: `profile DIRECTORY chain 100000 memory`.
            let shape = Shape(rawValue: arguments[2]) ?? .layered
            let plan = shape.plan(Int(arguments[3]) ?? 100_000)
            let sqlite = arguments[4] == "sqlite" ? try SQLiteStore(directory: directory) : nil
            for round in 0..<10 {
                let time = try await Stopwatch.nanoseconds {
                    try await Executing(plan: plan).run("r\(round)", in: sqlite ?? MemoryStore())
                }
                print("\(Int(time) / plan.nodes.count) ns a step")
            }
        default:
            print(
                "machine | executor | durable DIRECTORY | store DIRECTORY | history DIRECTORY | waits DIRECTORY [STEPS] | five DIRECTORY | profile ..."
            )
            exit(2)
        }
    }
}
