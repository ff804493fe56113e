import ArgumentParser
import Engine
import Runbook
import Switchyard

struct Observe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: "Samples all regions again and again, and keeps what it sees.",
        discussion: """
            Until Ctrl-C; what was seen is written once a minute, and at the end. What was asked and not answered is kept as unknown; when
            nobody asked, the history has a gap. Samples are kept for 2 days, minutes for 400, hours for 5 years and days for 20, and no more than 4 GB.
            """)

    @OptionGroup var lookout: LookoutOptions

    @Option(help: ArgumentHelp("The time between two looks.", valueName: "time"))
    var every = Length(.seconds(10))

    @Option(help: ArgumentHelp("Ends after so many looks.", valueName: "number"))
    var rounds: Int?

    @Option(help: ArgumentHelp("Of simulated regions: begins so long ago, and catches up at once.", valueName: "time"))
    var past: Length?

    @Flag(help: "One JSON object a line for each look.")
    var json = false

    func validate() throws {
        if let rounds, rounds < 1 { throw ValidationError("--rounds is 1 or more.") }
    }

    func run() async throws {
        var request = lookout.request
        request.past = past?.value ?? .zero
        let place = try await Lookout.open(request)
        guard past == nil || place.isSimulated else {
            throw OrchestratorError(
                .unusable, "\(place.environment.name.value) has real regions, whose past cannot be looked at",
                help: "Leave --past out")
        }
        let observer = try Observer(place, every: every.value) { [json] event in Self.tell(event, json) }
        let rounds = rounds
        try await Stopping.bySignals { try await observer.run(rounds: rounds) }
    }

    private static func tell(_ event: ObserverEvent, _ json: Bool) {
        switch event {
        case .looked(let look): tell(look, json)
        case .held(let error):
            ErrorReport.print(OrchestratorError(error))
            Output.complain("  What was seen is held for ten minutes, and tried again each minute.\n")
        case .unpruned(let error):
            ErrorReport.print(OrchestratorError(error))
            Output.complain("  What is too old is removed the next time.\n")
        case .caughtUp: Output.complain("The history has all that was held.\n")
        case .lost(let count):
            let looks = count == 1 ? "1 look was" : "\(count) looks were"
            Output.complain("\(looks) held for too long and given up: the history has a gap.\n")
        }
    }

    private static func tell(_ look: Look, _ json: Bool) {
        let known = look.values.count { $0 != nil }
        let time = Timestamp(look.time).rfc3339
        if json {
            let line: JSON = ["time": .string(time), "asked": .count(look.values.count), "known": .count(known)]
            Output.write(line.text() + "\n")
        } else {
            Output.write("\(time)  \(known) of \(look.values.count) answered\n")
        }
    }
}
