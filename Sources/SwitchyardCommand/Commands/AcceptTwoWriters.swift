import ArgumentParser
import Engine
import Switchyard

struct AcceptTwoWriters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-two-writers",
        abstract: "Has a held emergency run go on over an unconfirmed fence, at the risk of two writers.",
        discussion: """
            The region that is left unfenced may still acknowledge writes, which are then lost or in conflict. It owes a fence:
            nothing is routed to it until it is seen fenced or rebuilt.

            A living executor is told, and answers. When nobody executes the run, this does, until it rests.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument
    @OptionGroup var target: StepArgument

    @Option(help: Reason.help)
    var reason: Reason

    @OptionGroup var storage: StoreOptions
    @OptionGroup var takeOver: TakeOverOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, execution: takeOver.execution, log: logging.logger)
        let run = try await counter.open(subject.run)
        let order = Order.acceptTwoWriters(try run.node(named: target.step))
        try await counter.order(order, of: run, because: reason.text, detached: takeOver.detach)
    }
}
