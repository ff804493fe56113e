import ArgumentParser
import Monitoring
import Runbook
import Switchyard

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "All regions at a glance: status, traffic, role, availability, lag, RPO and RTO.",
        discussion: """
            Looks, and changes nothing. What nobody could tell is shown as "–" and is never taken for well. Exits with 1 when a
            region is critical, failed or unknown.

            \(ExitStatus.table)
            """)

    @OptionGroup var lookout: LookoutOptions
    @OptionGroup var forecast: ForecastOptions

    @Flag(help: "Looks again and again, until Ctrl-C.")
    var watch = false

    @Option(help: ArgumentHelp("The time between two looks.", valueName: "time"))
    var every = Length(.seconds(5))

    @Flag(help: "One JSON object; with --watch one a line.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        if watch {
            // Simulated regions are looked at in a copy, which is made anew; probes of real ones go on.
            return try await Picture(every: every.value).show {
                try await frame(place.isSimulated ? try await Lookout.open(lookout.request) : place)
            }
        }
        let report = try await StatusReport.make(place, forecast.forecast)
        Output.write(report, asJSON: json)
        if report.isAlarming { Output.exit(.findings) }
    }

    private func frame(_ place: Lookout) async throws -> Picture.Frame {
        let report = try await StatusReport.make(place, forecast.forecast)
        if json { return .line(report.json.text()) }
        let moment = "as of \(Timestamp(report.survey.time).rfc3339), again every \(every.value); Ctrl-C ends"
        return .picture(Output.text(report) + Terminal.style.dim(moment) + "\n")
    }
}
