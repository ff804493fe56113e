import Engine
import Logging
import Runbook
import RunbookCompiler
import Switchyard

/// Brings a run, its picture, its approvals and the signals together, and says how it ended.
struct RunDirector {
    var prepared: PreparedRun
    var header: RunHeader
    var look: RunConsole.Look
    var saysYes: Bool
    var log: Logger

    /// - Parameters:
    ///   - past: the records that a resumed run has already.
    ///   - execute: starts or resumes the run and returns when it rests.
    func conduct(
        past: [JournalRecord] = [],
        _ execute: (any RunObserver, Inbox) async throws(OrchestratorError) -> RunEnd
    ) async throws(OrchestratorError) -> RunEnd {
        let inbox = Inbox()
        let person = prepared.request.initiator
        let timekeeper = prepared.regions.timekeeper
        let console = RunConsole(look, run: header.run, started: header.started, timekeeper: timekeeper)
        let approver = Approver(
            environment: prepared.environment, person: person, saysYes: saysYes, console: console,
            adapters: prepared.regions.adapters, inbox: inbox, run: header.run)
        let progress = RunProgress(
            plan: prepared.plan, initiator: header.initiator, past: past, log: log,
            listener: { news in
                approver.follow(news.session)
                console.tell(news)
            }, asker: { approver.ask($0, $1) })
        let interrupts = Interrupts(inbox, person: person, console: console)
        let ticker = Task { await console.tick() }
        defer {
            ticker.cancel()
            interrupts.cancel()
            console.close()
        }
        return try await execute(progress, inbox)
    }

    func announce() {
        switch look {
        case .json:
            Output.write(
                JSON.object([
                    JSON.Member("event", "run"), JSON.Member("run", .string(header.run)),
                    JSON.Member("runbook", .string(header.runbook)),
                    JSON.Member("time", .string(Timestamp(header.started).rfc3339)),
                ]).text() + "\n")
        case .plain: Output.write("run \(header.run)\n")
        case .live: break
        }
    }

    /// The last words, and the exit code.
    func report(_ end: RunEnd) -> ExitStatus {
        if look == .json {
            Output.write(
                JSON.object([
                    JSON.Member("event", "ended"), JSON.Member("run", .string(end.run)),
                    JSON.Member("outcome", .string(end.status.rawValue)),
                    JSON.Member("took_ms", .integer((end.ended - end.started).rawValue)),
                    JSON.Member("truth", .string(end.truth)),
                ]).text() + "\n")
        } else {
            let state = end.session.machine.state
            let standing = CauseText.phase(state, prepared.plan).printable
            let painted = end.status == .succeeded ? Terminal.style.green(standing) : Terminal.style.yellow(standing)
            Output.write("\(painted) after \((end.ended - end.started).clock)\n\(end.truth)\n" + advice(end, state))
        }
        return RunDirector.status(of: end.status)
    }

    private func advice(_ end: RunEnd, _ state: RunState) -> String {
        var text = ""
        if let faults = prepared.faults, end.status.rawValue != faults.expect.outcome.value.rawValue {
            text += "the fault plan \(faults.name.value) expected \(faults.expect.outcome.value.rawValue)\n"
        }
        switch end.status {
        case .paused, .held:
            let open = OpenVerbs.commands(end.run, end.session.machine)
            return text + "what can be said:\n" + open.map { "  \($0)\n" }.joined()
        default: return text
        }
    }

    static func status(of status: RunStatus) -> ExitStatus {
        switch status {
        case .succeeded: .success
        case .rolledBack: .rolledBack
        case .held: .held
        case .stopped: .stopped
        case .paused: .paused
        case .running: .failed
        }
    }
}
