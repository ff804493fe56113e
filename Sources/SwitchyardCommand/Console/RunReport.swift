import Engine
import Runbook
import Switchyard

/// The last words about a run that rests, and the exit code for them.
struct RunReport {
    var run: String
    var status: RunStatus
    var truth: String
    var started: Milliseconds
    var ended: Milliseconds
    var machine: RunMachine
    /// Something to be said before what can be done now.
    var remark = ""

    /// Says it, and returns the exit code.
    func tell(_ look: RunConsole.Look) -> ExitStatus {
        let took = ended - started
        if look == .json {
            Output.write(
                JSON.object([
                    JSON.Member("event", "ended"), JSON.Member("run", .string(run)),
                    JSON.Member("outcome", .string(status.rawValue)), JSON.Member("took_ms", .integer(took.rawValue)),
                    JSON.Member("truth", .string(truth)),
                ]).text() + "\n")
        } else {
            let standing = CauseText.phase(machine.state, machine.plan).printable
            let painted = status == .succeeded ? Terminal.style.green(standing) : Terminal.style.yellow(standing)
            Output.write("\(painted) after \(took.clock)\n\(truth)\n\(remark)\(RunReport.verbs(run, machine))")
        }
        return RunReport.status(of: status)
    }

    /// What can be said to a run that rests or asks, a line each; empty when there is nothing.
    static func verbs(_ run: String, _ machine: RunMachine) -> String {
        let open = OpenVerbs.commands(run, machine)
        return open.isEmpty ? "" : "what can be said:\n" + open.map { "  \($0)\n" }.joined()
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
