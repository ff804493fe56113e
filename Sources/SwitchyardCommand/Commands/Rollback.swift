import ArgumentParser
import Engine
import Switchyard

struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Has a run take back what it did, as far as there is a way back.",
        discussion: """
            A living executor is told, and answers. When nobody executes the run, this does, until it rests.

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
        let order = Order.rollback
        try await counter.order(order, of: run, because: reason?.text, detached: takeOver.detach)
    }
}
