import ArgumentParser
import Runbook
import Switchyard

struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Forecasts a runbook: runs it against simulated regions in virtual time, once for each seed.",
        discussion: """
            The regions begin as their environment declares them, or as --after leaves them. The
            store plays no part: what earlier runs did is not known here, and nothing is changed.

            EXIT CODES:
              0  the rehearsals were carried out, whatever they came to; a story cannot happen any more
              1  diagnostics, or refused because the runbook does not fit the regions; a story happens still
              2  wrong usage or unreadable input
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The runbook, by path or by name in runbooks/.", valueName: "file"))
    var file: String

    @OptionGroup var input: InputOptions

    @Option(help: ArgumentHelp("What happens to the simulated regions meanwhile.", valueName: "file"))
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "A runbook that is rehearsed before, so that this one starts where it ends.", valueName: "file"))
    var after: String?

    @Option(
        help: ArgumentHelp(
            "Plays a counterexample again that \"prove --format json\" wrote, with the runbook as it is now.",
            valueName: "file"))
    var story: String?

    @Option(help: ArgumentHelp("How many rehearsals, each with a seed of its own.", valueName: "count"))
    var seeds = 100

    @Option(help: ArgumentHelp("The first seed, which is drawn over time; the environment's when left out."))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Also writes a page with plots, which needs nothing beside it.", valueName: "file"))
    var html: String?

    @Flag(help: "Prints everything as JSON.")
    var json = false

    /// The columns of whatever reads the text when that is no terminal.
    private static let plainWidth = 80

    func validate() throws {
        guard RehearsalRequest.seedCounts.contains(seeds) else {
            throw ValidationError("--seeds must be from 1 to \(RehearsalRequest.seedCounts.upperBound).")
        }
        guard story == nil || (faults == nil && html == nil && !json) else {
            throw ValidationError(
                "--story plays one line of events, so --faults, --html and --json have no part in it.")
        }
    }

    func run() async throws {
        if let story { return try play(story) }
        let rehearsed = try await RehearsedRun.make(request)
        let width = Terminal.isOutput ? Terminal.width : Self.plainWidth
        Output.write(
            json
                ? rehearsed.json.text(.indented) + "\n"
                : RehearsalText(rehearsed, style: Terminal.style, width: width).text)
        guard let html else { return }
        try FileSystem.write(RehearsalPage(rehearsed).text, to: html)
        if !json { Output.write("written to \(html)\n") }
    }

    private func play(_ story: String) throws {
        let played = try ReplayedStory.make(request.run, after: after, story: story)
        Output.write(played.text(style: Terminal.style))
        if played.happens { Output.exit(.findings) }
    }

    private var request: RehearsalRequest {
        var run = RunRequest(runbook: file, environment: input.environment)
        run.parameters = input.parameters
        run.mode = input.mode
        run.libraries = input.library
        run.faults = faults
        var request = RehearsalRequest(run)
        request.after = after
        request.seeds = seeds
        request.firstSeed = seed
        return request
    }
}
