internal import ArgumentParser
import Foundation
import Hunting

/// Hunts for mistakes in the engine: random runbooks, a hostile world, executors that die, and checkers that watch.
@main
struct Hunt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt", abstract: "Hunts for mistakes in the engine.")

    @Option(help: "The same seed hunts through the same runs; printed, and drawn when left out.")
    var seed = UInt64.random(in: 0...UInt64(UInt32.max))

    @Option(help: "How many runs.")
    var runs = 1000

    @Option(help: "How many processes share them.")
    var jobs = 1

    @Option(help: "Tells the one run of this number, shrunk, with its trace.")
    var `case`: UInt64?

    @Flag(help: "With --case: leaves the case as it is.")
    var whole = false

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs is above 0") }
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs is from 1 to 64") }
    }

    func run() throws {
        if let number = `case` { return tell(number) }
        if jobs > 1 { return try share() }
        // At once, so that a hunt that comes to no end can be repeated too.
        FileHandle.standardOutput.write(Data("seed \(seed)\n".utf8))
        var campaign = Campaign()
        let start = ContinuousClock.now
        for offset in 0..<UInt64(runs) { campaign.hunt(seed &* Campaign.runsOfASeed &+ offset) }
        print(CampaignReport(campaign, seed: seed, took: ContinuousClock.now - start).text)
        guard let failure = campaign.failures.first else { return }
        tell(failure.number)
        throw ExitCode.failure
    }

    private func tell(_ number: UInt64) {
        guard var told = Case(number) else { return print("no runbook could be drawn for \(number)") }
        if !whole { told = Shrinker.shrink(told) }
        print(CaseReport(told, told.violation()).text)
        print("--- trace")
        for line in told.trace() { print(line) }
    }

    /// Processes of their own, because one has one thread that hunts. Each has a seed of its own.
    private func share() throws {
        var processes: [Process] = []
        for job in 0..<jobs {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            let share = runs / jobs + (job < runs % jobs ? 1 : 0)
            process.arguments = ["--seed", "\(seed &+ UInt64(job))", "--runs", "\(share)"]
            try process.run()
            processes.append(process)
        }
        for process in processes { process.waitUntilExit() }
        if processes.contains(where: { $0.terminationStatus != 0 }) { throw ExitCode.failure }
    }
}
