import Engine
import Runbook
import Simulation

/// What a rehearsal does not tell, in honest sentences.
enum RehearsalLimits {
    static func sentences(of run: RehearsedRun) -> [String] {
        let count = run.forecast.results.count
        return [
            "It tried \(count) \(count == 1 ? "seed" : "seeds") of the simulated regions' noise, and not every outcome:"
                + " what did not happen here can still happen.",
            faults(run),
            "The regions are simulated: load, lag, resolvers and capacity follow the model that the environment file"
                + " declares, with sound regions at the start, and are no measurement of yours.",
            "Real servers take their own time for a promotion, a fence or a new machine, and an action that an adapter"
                + " offers may do more there than it does here.",
            approvals(run),
            "Nobody stopped, skipped, retried or rolled back by hand, no executor died, and its store and its way to the"
                + " regions were sound.",
            "A held run ends its rehearsal: how long people then take is in no figure.",
            "Only \(run.prepared.mode.rawValue) mode was rehearsed.",
        ]
    }

    private static func faults(_ run: RehearsedRun) -> String {
        guard let faults = run.prepared.faults else {
            return "No fault was tried: how the runbook does when something breaks is not in these figures"
                + " (give faults with --faults)."
        }
        var text = "Only the faults of \(faults.name.value) were tried, at the moments that it names."
        let late = faults.faults.count { $0.at > run.charted.duration }
        if late > 0 {
            text += " With seed \(run.seed), \(late) of its \(faults.faults.count) would have struck after the end."
        }
        return text
    }

    private static func approvals(_ run: RehearsedRun) -> String {
        switch run.prepared.faults?.approvals ?? .granted {
        case .granted:
            "Each approval was granted \(RehearsalSettings(mode: run.prepared.mode).answerTime) after it was asked for;"
                + " people take longer, and may decline."
        case .declined: "Each approval was declined, as the fault plan says."
        case .silent: "No approval was answered, as the fault plan says."
        }
    }
}
