import ArgumentParser
import Engine
import Runbook
import Switchyard

struct SwitchMode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch-mode",
        abstract: "Has a run go on in another mode, for the rest of it.",
        discussion: """
            Emergency ends soaks and the approvals that are asked in planned mode only, and looks at running gates anew.
            What is in flight is left alone. Switchyard never does this by itself.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument

    @ArgumentParser.Argument(help: ArgumentHelp("emergency or planned.", valueName: "mode"))
    var mode: Mode

    @Option(help: Reason.help)
    var reason: Reason?

    @OptionGroup var storage: StoreOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, log: logging.logger)
        let run = try await counter.open(subject.run)
        try await counter.note(.ordered(.switchMode(mode)), for: run, because: reason?.text)
    }
}
