import ArgumentParser
import Engine
import Runbook
import Switchyard

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Makes a run go on that was paused, or whose executor died.",
        discussion: """
            What was in flight when an executor died is in doubt: the regions are looked at before anything is decided.
            What people have told the run meanwhile is heard first. A held run goes on when there is no step of which
            somebody has to say what becomes of it; "switchyard show" lists what can be said.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument

    @Option(help: Reason.help)
    var reason: Reason?

    @OptionGroup var storage: StoreOptions
    @OptionGroup var takeOver: TakeOverOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, execution: takeOver.execution, log: logging.logger)
        let run = try await counter.open(subject.run)
        try await counter.resume(run, because: reason?.text, detached: takeOver.detach)
    }
}
