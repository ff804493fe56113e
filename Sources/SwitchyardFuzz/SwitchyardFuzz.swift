internal import ArgumentParser
import Foundation
import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation

/// Throws mutated documents at everything between a file and a plan. Nothing may trap; each text is written to a file
/// before it is tried, so that the one that did is at hand.
@main
struct SwitchyardFuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switchyard-fuzz", abstract: "Fuzzes the way from YAML to a plan.")

    @Option(help: "How long.")
    var seconds = 60

    @Option(help: "The same seed gives the same texts.")
    var seed = UInt64.random(in: 0...UInt64(UInt32.max))

    @Option(help: "Where the text being tried is kept.")
    var input = "fuzz-input.yaml"

    @ArgumentParser.Argument(help: "Documents to start from, or folders of them.")
    var corpus: [String] = []

    func run() throws {
        let seeds = try corpus.flatMap(SwitchyardFuzz.documents)
        guard !seeds.isEmpty else { throw ValidationError("no documents in \(corpus.joined(separator: ", "))") }
        print("seed \(seed), \(seeds.count) documents to start from")
        var mutator = Mutator(seed: seed, seeds: seeds)
        var (tried, plans, found) = (0, 0, 0)
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            let text = mutator.text()
            try Data(text).write(to: URL(fileURLWithPath: input))
            let (isPlan, diagnostics) = SwitchyardFuzz.attempt(text)
            tried += 1
            plans += isPlan ? 1 : 0
            found += diagnostics > 0 ? 1 : 0
        }
        try? FileManager.default.removeItem(atPath: input)
        print("\(tried) documents, \(plans) became plans, \(found) had findings, none trapped")
    }

    /// Whatever the kind of the document, everything that `check`, `graph` and `plan` would do with it.
    private static func attempt(_ text: [UInt8]) -> (isPlan: Bool, diagnostics: Int) {
        let environment = EnvironmentReader.read(text, file: "fuzz.yaml")
        let faults = FaultPlanReader.read(text, file: "fuzz.yaml")
        let reading = RunbookReader.read(text, file: "fuzz.yaml")
        if let environment = environment.value { _ = SimulatedWorld(Blueprint(environment)) }
        guard let runbook = reading.value else {
            if let draft = reading.draft {
                _ = Checker.check(draft, in: CheckContext(actions: SimulatedActions.catalogue))
            }
            return (false, min(reading.diagnostics.count, environment.diagnostics.count, faults.diagnostics.count))
        }
        let result = Checker.check(runbook, in: CheckContext(actions: SimulatedActions.catalogue))
        guard let plan = result.checked?.plan else { return (false, result.diagnostics.count) }
        _ = PlanGraph.text(plan)
        for mode in Mode.allCases { _ = PlanTiming(plan, mode: mode).expected }
        return (true, result.diagnostics.count)
    }

    private static func documents(in path: String) throws -> [[UInt8]] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("\(path) does not exist")
        }
        guard isFolder.boolValue else { return [[UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        return try names.flatMap { name in
            name.hasSuffix(".yaml") || !name.contains(".") ? try documents(in: path + "/" + name) : []
        }
    }
}
