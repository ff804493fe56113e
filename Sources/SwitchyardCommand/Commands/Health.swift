import ArgumentParser
import Runbook
import Switchyard

struct Health: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract:
            "Each service of a region: response times, errors, throughput, and availability with what it depends on.",
        discussion: """
            A region's availability is that of its services by their importance, each no better than what it depends on. HEALTHY from
            95%, DEGRADED from 80%, CRITICAL from 50%, FAILED below, unless the environment's thresholds say otherwise; UNKNOWN
            while anything of it is unknown. Exits with 1 unless the region is healthy or degraded.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The region.", valueName: "region"))
    var region: String

    @OptionGroup var lookout: LookoutOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        let report = try await HealthReport.make(place, region: region)
        Output.write(report, asJSON: json)
        if report.isAlarming { Output.exit(.findings) }
    }
}
