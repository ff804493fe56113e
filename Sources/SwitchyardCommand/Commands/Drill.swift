import ArgumentParser
import Runbook
import Switchyard

struct Drill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Asks for everything that a failover would need, changes nothing, and scores how ready it is.",
        discussion: """
            Of a hundred points; what was not measured earns none, and each point names its evidence. Evidence fades from the second
            day on, and is void once the plan or the regions have changed. Drills are kept in the store and compared with the last.
            Exits with 1 when something failed or was not measured.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The region that would be left.", valueName: "from"))
    var source: String

    @ArgumentParser.Argument(help: ArgumentHelp("The region that would take over.", valueName: "to"))
    var target: String

    @OptionGroup var lookout: LookoutOptions
    @OptionGroup var forecast: ForecastOptions

    @Flag(inversion: .prefixedNo, help: "Keeps the drill in the store.")
    var keep = true

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        let place = try await Lookout.open(lookout.request)
        let drill = try await Switchyard.Drill.run(place, from: source, to: target, forecast.forecast)
        let report = await DrillReport.make(drill, in: lookout.storage.store)
        Output.write(report, asJSON: json)
        if keep { try await drill.keep(in: lookout.storage.store) }
        if !drill.isPassed { Output.exit(.findings) }
    }
}
