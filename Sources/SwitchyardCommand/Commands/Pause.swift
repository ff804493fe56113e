import ArgumentParser
import Engine
import Switchyard

struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Has a run pause once what is in flight has settled.",
        discussion: """
            Its executor ends; "switchyard resume" goes on. A run whose executor died pauses when it is taken up.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument

    @Option(help: Reason.help)
    var reason: Reason?

    @OptionGroup var storage: StoreOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, log: logging.logger)
        let run = try await counter.open(subject.run)
        try await counter.note(.ordered(.pause), for: run, because: reason?.text)
    }
}
