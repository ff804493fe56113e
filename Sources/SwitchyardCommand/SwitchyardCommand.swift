import ArgumentParser
import Runbook
import Switchyard

@main
struct SwitchyardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switchyard",
        abstract: "Checks, plans and executes runbooks for failing over between regions.",
        discussion: """
            Author a runbook in YAML, check it, look at what it would do, and run it:

              switchyard new --strategy gradual > failover.yaml
              switchyard check failover.yaml
              switchyard plan failover.yaml --environment demo
              switchyard run failover.yaml --environment demo

            \(ExitStatus.table)
            """,
        version: SwitchyardVersion.current,
        subcommands: [
            Check.self, Prove.self, Plan.self, Rehearse.self, Run.self, Doctor.self, Graph.self, Runs.self, Show.self,
            Verify.self, Schema.self, New.self, Explain.self, Version.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Operating a run, from any terminal:",
                subcommands: [
                    Approve.self, Decline.self, Pause.self, Resume.self, Retry.self, Skip.self,
                    Rollback.self, Stop.self, SwitchMode.self, AcceptTwoWriters.self,
                    Watch.self,
                ]),
            CommandGroup(
                name: "Knowing the regions, between failovers:",
                subcommands: [
                    Status.self, Health.self, Replication.self, Objectives.self, Drill.self, Advise.self,
                    Forecast.self, Observe.self,
                ]),
        ])

    /// Off the main actor, where each hop of the engine would cost microseconds.
    @concurrent
    static func main() async {
        Output.prepare()
        do {
            try refuseUnknownCommand()
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    private static func refuseUnknownCommand() throws {
        let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
        let names = (configuration.subcommands + groups).map { $0._commandName }
        guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), name != "help",
            !names.contains(name)
        else { return }
        throw ValidationError("There is no command \"\(name)\"." + Suggestion.question(for: name, among: names))
    }

    private static func leave(with error: any Error) -> Never {
        if let error = error as? OrchestratorError { ErrorReport.leave(with: error) }
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if !message.isEmpty {
            if code == .success { Output.write(message + "\n") } else { Output.complain(message + "\n") }
        }
        // What ArgumentParser calls a validation failure is a usage error here.
        Output.exit(code == .validationFailure ? ExitStatus.usage : ExitStatus(rawValue: code.rawValue))
    }
}
