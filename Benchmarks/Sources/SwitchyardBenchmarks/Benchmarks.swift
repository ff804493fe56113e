import Foundation
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
        case "waits":
            let plan = Shape.sideBySide(arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000)
            let store = try SQLiteStore(directory: directory)
            try await Executing(plan: plan, delay: .seconds(1)).run("waits", in: store)
        case "five":
            let store = try SQLiteStore(directory: directory)
            try await Executing(plan: Shape.chain.plan(5)).run("five", in: store)
        default:
            print("machine | executor | durable DIRECTORY | waits DIRECTORY [STEPS] | five DIRECTORY")
            exit(2)
        }
    }
}
