import Engine
package import Runbook
package import RunbookCompiler
package import World

/// The answer about one plan in one mode.
package struct Proof: Sendable {
    package enum Verdict: Sendable {
        /// No line of play with so many faults breaks a property.
        case proved
        case refuted(Counterexample)
        /// The exploration came to its limit; nothing was found until then.
        case cutShort(faults: Int)
    }

    package var plan: Plan
    package var mode: Mode
    package var faults: Int
    package var verdict: Verdict
    package var counts: SearchCounts
    /// Services that were taken for one, the first standing for the others.
    package var merged: [[ServiceIndex]]

    package var isProved: Bool { if case .proved = verdict { true } else { false } }

    package static func make(
        _ plan: Plan, mode: Mode, from start: WorldState, faults: Int, limits: SearchLimits = SearchLimits()
    ) -> Proof {
        let merger = Merger(plan, start)
        let game = Game(merger.merge(plan), mode: mode, from: merger.merge(start), mustSucceed: true)
        var search = Search(game, faults: faults, limits: limits)
        let verdict: Verdict =
            switch search.run() {
            case .exhausted: .proved
            case .broken(let breach, let faults): .refuted(Counterexample(game, breach, faults: faults))
            case .cutShort(let faults): .cutShort(faults: faults)
            }
        return Proof(
            plan: game.plan, mode: mode, faults: faults, verdict: verdict, counts: search.counts,
            merged: merger.classes.filter { $0.count > 1 })
    }
}
