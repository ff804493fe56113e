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
        var report = RunReport(
            run: end.run, status: end.status, truth: end.truth, started: end.started, ended: end.ended,
            machine: end.session.machine)
        if let faults = prepared.faults, end.status.rawValue != faults.expect.outcome.value.rawValue {
            report.remark = "the fault plan \(faults.name.value) expected \(faults.expect.outcome.value.rawValue)\n"
        }
        return report.tell(look)
    }
}
