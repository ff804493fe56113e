import ArgumentParser
import Engine
import Switchyard

struct Decline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "Says no to what a run asks.",
        discussion: """
            The run then does what its runbook says of a step that failed: it rolls back, unless something else stands
            there.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument
    @OptionGroup var target: StepArgument

    @Option(help: Reason.help)
    var reason: Reason?

    @OptionGroup var storage: StoreOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, log: logging.logger)
        let run = try await counter.open(subject.run)
        let question = try counter.question(target.step, of: run)
        try await counter.note(question.event(false, seen: nil), for: run, because: reason?.text)
    }
}
