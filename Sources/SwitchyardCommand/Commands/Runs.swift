import ArgumentParser
import Switchyard

struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Lists past and present runs, the latest first.")

    @OptionGroup var storage: StoreOptions

    @Flag(help: "A JSON array of objects with id, runbook, outcome, started, ended and more.")
    var json = false

    func run() async throws {
        Output.write(try await History.list(in: storage.store, asJSON: json, style: Terminal.style))
    }
}
