import ArgumentParser
import Engine
import Switchyard

struct Stop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Ends a run where it is, WITHOUT taking anything back.",
        discussion: """
            Traffic, capacity and writers stay as they are at that moment, however far the run had come. What is in flight is
            waited for, and "finally" runs. To go back instead, use "switchyard rollback".

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
        let order = Order.stop
        try await counter.order(order, of: run, because: reason?.text, detached: takeOver.detach)
    }
}
