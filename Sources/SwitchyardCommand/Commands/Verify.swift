import ArgumentParser
import Runbook
import Switchyard

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that the journal of a run is whole: each record follows from the one before it.",
        discussion: """
            Names the first record that was changed, removed or put in, and replays the rest through the machine that
            executed it. Exits with 1 when a journal is not intact.

            The chain covers each record and what the run was started with: who, when, the texts, the parameters, the plan
            and the regions claimed. How the run is listed has to be what its records lead to. Not covered, because
            neither is of the journal: the sentence that a run ended with, and the epoch of its executor. Messages that
            nobody has heard yet are not covered either.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("The run's id, or a beginning of it; every run when left out.", valueName: "run"))
    var run: String?

    @OptionGroup var storage: StoreOptions

    @Flag(help: "An array with an object for each run.")
    var json = false

    func run() async throws {
        let verdicts = try await JournalVerification.verify(run, in: storage.store)
        if json {
            Output.write(JSON.array(verdicts.map(\.json)).text(.indented) + "\n")
        } else if verdicts.isEmpty {
            Output.write("there are no runs in \(storage.store)\n")
        } else {
            let style = Terminal.style
            for verdict in verdicts {
                let mark = verdict.isIntact ? style.green("intact") : style.red("broken")
                Output.write("\(verdict.run)  \(mark)  \(verdict.sentence)\n")
            }
        }
        if !verdicts.allSatisfy(\.isIntact) { Output.exit(.findings) }
    }
}
