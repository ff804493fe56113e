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

    @Flag(help: "Prints each objection to a runbook that was drawn.")
    var objections = false

    func run() throws {
        var campaign = Campaign()
        let start = ContinuousClock.now
        for offset in 0..<UInt64(runs) { campaign.hunt(seed &* UInt64(Campaign.runsOfOne) &+ offset) }
        print(CampaignReport(campaign, seed: seed, took: ContinuousClock.now - start).text)
        if !campaign.failures.isEmpty { throw ExitCode.failure }
    }
}
