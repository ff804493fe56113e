import Engine
import Runbook
import RunbookCompiler
import Simulation

/// What is said of rehearsals in whole sentences, on a terminal and on a page alike.
extension RehearsedRun {
    /// How many rehearsals there were, and with which seeds.
    var extent: String {
        let count = forecast.results.count
        guard count > 1, let last = forecast.results.last?.seed else { return "1 rehearsal, seed \(seed)" }
        return "\(count) rehearsals, seeds \(seed) to \(last)"
    }

    /// What the charted rehearsal came to.
    var standing: String {
        switch charted.ending {
        case .rest: CauseText.phase(charted.session.machine.state, plan)
        case .stuck: "stuck: nothing was left to happen"
        case .endless: "not over"
        }
    }

    /// What the charted rehearsal came to, and when.
    var ending: String { "ends after \(charted.duration.clock): \(standing)" }

    /// Where requests still arrived at its end although they were to go elsewhere; nil when resolvers had followed.
    var straggling: String? {
        guard let last = charted.samples.last else { return nil }
        let regions = plan.topology.regionIndices.map { (region: $0, sample: last.regions[$0.index]) }
        guard let most = regions.max(by: { $0.sample.excess < $1.sample.excess }), most.sample.excess > 0.01 else {
            return nil
        }
        return "Resolvers had not all followed at its end: \((100 * most.sample.traffic).brief)% of the traffic still"
            + " arrived in \(plan.topology.name(of: most.region)), whose weight is \(most.sample.weight)."
    }

    /// What is true at its end.
    var truth: String {
        let machine = charted.session.machine
        return Truth(
            machine.marked(charted.world.observation()), plan.topology,
            loss: DryRun.promoted(plan, machine.state) ? machine.state.lossBound : nil
        ).sentence
    }
}

extension RehearsalSample.Region {
    /// The traffic that arrives beyond what is to.
    fileprivate var excess: Double { traffic - weight.ratio }
}
