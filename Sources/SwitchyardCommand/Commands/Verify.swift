import ArgumentParser
import Runbook
import Switchyard

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks that a run's journal is whole; or, of two regions, that their data agrees.",
        discussion: """
            verify RUN: each record follows from the one before it. Names the first record that was changed, removed or put in, and replays the rest through the machine that
            executed it. Exits with 1 when a journal is not intact.

            The chain covers each record and what the run was started with: who, when, the texts, the parameters, the plan
            and the regions claimed. How the run is listed has to be what its records lead to. Not covered, because
            neither is of the journal: the sentence that a run ended with, and the epoch of its executor. Messages that
            nobody has heard yet are not covered either.

            verify REGION REGION: row counts and checksums of both at one position of replication, narrowed to the rows that
            differ. No writes wait for it. Exits with 1 when something differs or could not be compared.

            \(ExitStatus.table)
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp(
            "The run's id, or a beginning of it, every run when left out; or two regions.", valueName: "run-or-regions")
    )
    var subjects: [String] = []

    @OptionGroup var lookout: LookoutOptions

    @Option(help: ArgumentHelp("The most that comparing data may take.", valueName: "time"))
    var limit = Length(.minutes(10))

    @Flag(help: "An array with an object for each run; of two regions one object.")
    var json = false

    private var storage: StoreOptions { lookout.storage }

    func validate() throws {
        if subjects.count > 2 { throw ValidationError("Name one run, or two regions.") }
    }

    func run() async throws {
        if subjects.count == 2 { return try await compare(subjects[0], subjects[1]) }
        let verdicts = try await JournalVerification.verify(subjects.first, in: storage.store)
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

    private func compare(_ one: String, _ other: String) async throws {
        let report = try await DataReport.make(
            try await Lookout.open(lookout.request), one, other, within: limit.value)
        Output.write(report, asJSON: json)
        if !report.agrees { Output.exit(.findings) }
    }
}
