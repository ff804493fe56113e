import ArgumentParser
import Engine
import Runbook
import Switchyard

struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Says yes to what a run asks, having seen the numbers.",
        discussion: """
            Looks at the regions and shows how far the data is behind, what may be lost at worst, and the ready capacity;
            at a terminal it then asks. The approval is for these numbers and for this plan: it is refused when they have
            grown worse before it is heard, and it expires when they have before a step that it guards, which is then
            held. A lag or a loss may grow by half (5s, or 1s of a loss, at least), a capacity may fall by 5 points.

            \(ExitStatus.table)
            """)

    @OptionGroup var subject: RunArgument
    @OptionGroup var target: StepArgument

    @Option(help: Reason.help)
    var reason: Reason?

    @Flag(help: "Approves what is shown without asking.")
    var yes = false

    @OptionGroup var storage: StoreOptions
    @OptionGroup var logging: LogOptions

    func run() async throws {
        let counter = OperatorCounter(storage: storage, log: logging.logger)
        let run = try await counter.open(subject.run)
        let question = try counter.question(target.step, of: run)
        let world = await run.runner.prepared.regions.adapters.observe()
        let seen = question.terms(in: world)
        Output.write(question.facts(world).map { "  \($0.printable)\n" }.joined())
        guard yes || !Terminal.isInput || isMeant(question) else {
            Output.write("nothing was said; to say no: switchyard decline \(run.header.run) \(question.step)\n")
            Output.exit(.findings)
        }
        try await counter.note(question.event(true, seen: seen), for: run, because: reason?.text)
    }

    private func isMeant(_ question: ApprovalQuestion) -> Bool {
        Output.write("\(question.step): \(question.ask.printable) [y/n] ")
        guard case .text(let line) = Keyboard.shared.readLine(while: { true }) else { return false }
        return ["y", "yes"].contains(line.lowercased())
    }
}
