import ArgumentParser
import Engine
import Switchyard

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Has a held run try a step again.",
        discussion: """
            A living executor is told, and answers. When nobody executes the run, this does, until it rests.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument
    @OptionGroup var target: StepArgument

    @Option(help: Reason.help)
    var reason: Reason?

    @OptionGroup var storage: StoreOptions
    @OptionGroup var takeOver: TakeOverOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, execution: takeOver.execution, log: logging.logger)
        let run = try await counter.open(subject.run)
        let order = Order.retry(try run.node(named: target.step))
        try await counter.order(order, of: run, because: reason?.text, detached: takeOver.detach)
    }
}
