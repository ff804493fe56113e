import ArgumentParser
import Runbook
import Switchyard

struct Forecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract:
            "Where lag, errors, response times, availability and load are going, and when they reach their limits.",
        discussion: """
            From the history that "switchyard observe" keeps: the median of the slopes between all pairs of points, which a few
            outliers do not turn. How far that was from the last fifth of the history, told from the rest, is said beside it.
            """)

    @OptionGroup var lookout: LookoutOptions

    @Option(help: ArgumentHelp("How far back the history is read.", valueName: "time"))
    var span = Length(.hours(6))

    @Option(help: ArgumentHelp("How far ahead it is told.", valueName: "time"))
    var horizon = Length(.hours(24))

    @Flag(help: "Shows what does not reach its limit too.")
    var all = false

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        var report = try await ForecastReport.make(
            place.environment, in: lookout.storage.store, span: span.value, horizon: horizon.value,
            at: Lookout.now)
        report.showsAll = all
        Output.write(report, asJSON: json)
    }
}
