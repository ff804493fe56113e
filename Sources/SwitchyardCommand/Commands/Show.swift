import ArgumentParser
import Switchyard

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the timeline of a run, with each gate sample and weight.")

    @ArgumentParser.Argument(
        help: ArgumentHelp("The run's id, or a beginning of it that no other run has.", valueName: "run"))
    var run: String

    @OptionGroup var storage: StoreOptions

    @Flag(help: "The run as a JSON object with its timeline.")
    var json = false

    func run() async throws {
        Output.write(try await History.show(run, in: storage.store, asJSON: json, style: Terminal.style))
    }
}
