import ArgumentParser
import Runbook
import Switchyard

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks that an environment's servers can do what they will be asked for; changes nothing.",
        discussion: """
            Each adapter is asked for its connection, the server's version, our permissions, and whether all that the
            environment names is there. Exits with 1 when there is a fault.

            \(ExitStatus.table)
            """)

    @Option(
        name: [.long, .short],
        help: ArgumentHelp("The environment, by path or by name in environments/.", valueName: "name"))
    var environment: String?

    @Flag(help: "An object with what was found of each adapter.")
    var json = false

    func run() async throws {
        let report = try await DoctorReport.make(environment)
        Output.write(json ? report.json.text(.indented) + "\n" : report.text(Terminal.style))
        if report.hasFault { Output.exit(.findings) }
    }
}
