import ArgumentParser
import Runbook
import Switchyard

struct Advise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise",
        abstract: "Suggests what would shorten failovers, lose less, or make a region fit to take over.",
        discussion: """
            Each suggestion says what to change and what it would gain: the forecast or the simulation is run again with the change.
            The largest gain comes first.
            """)

    @OptionGroup var lookout: LookoutOptions
    @OptionGroup var forecast: ForecastOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        let report = AdviceReport(
            environment: place.environment.name.value, advice: try await Adviser.advise(place, forecast.forecast))
        Output.write(report, asJSON: json)
    }
}
