internal import ArgumentParser
import Hunting

/// Hunts for mistakes in the engine: random runbooks, a hostile world, executors that die, and checkers that watch.
@main
struct Hunt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt", abstract: "Hunts for mistakes in the engine.")

    @Option(help: "The first seed.")
    var seed: UInt64 = 1

    @Option(help: "How many runs.")
    var runs = 1000

    @Option(help: "Tells one run of a seed that was printed, shrunk, with its trace.")
    var `case`: UInt64?

    @Flag(help: "With --case: leaves the case as it is.")
    var whole = false

    func run() throws {
        if let seed = `case` { return tell(seed) }
        var campaign = Campaign()
        let start = ContinuousClock.now
        for offset in 0..<UInt64(runs) { campaign.hunt(seed &* UInt64(Campaign.runsOfOne) &+ offset) }
        print(CampaignReport(campaign, seed: seed, took: ContinuousClock.now - start).text)
        if !campaign.failures.isEmpty { throw ExitCode.failure }
    }

    private func tell(_ seed: UInt64) {
        guard var told = Case(seed: seed) else { return print("no runbook could be drawn for \(seed)") }
        if !whole { told = Shrinker.shrink(told) }
        print(CaseReport(told, told.violation()).text)
        print("--- trace")
        for line in told.trace() { print(line) }
    }
}
