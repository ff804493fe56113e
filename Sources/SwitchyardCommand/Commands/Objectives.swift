import ArgumentParser
import Runbook
import Switchyard

struct Objectives: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "objectives",
        abstract: "RTO and RPO now, against their targets, and what dominates them.",
        discussion: """
            For each region that could take over. RPO is a worst case of lag and the age of its sample. RTO is the time without a
            writer or without service if the runbook were run now, from the durations of past runs where there are any: not how
            long the run takes. Exits with 1 when an objective is missed, or cannot be told.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("One region that would take over; all when left out.", valueName: "region"))
    var region: String?

    @OptionGroup var lookout: LookoutOptions
    @OptionGroup var forecast: ForecastOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        let target = try region.map { name throws(OrchestratorError) in try place.region(name) }
        let found = try await ObjectivesSurvey.make(place, await place.look(), forecast.forecast, target: target)
        let report = ObjectivesReport(found)
        Output.write(report, asJSON: json)
        if !found.isMet { Output.exit(.findings) }
    }
}
