import RunbookCompiler
import World

/// Several who bring one effect about together, each for its own services, side by side.
struct Ensemble: EffectPerformer {
    struct Share: Sendable {
        var performer: any EffectPerformer
        var effect: Effect
    }

    private let shares: [Share]

    init(_ shares: [Share]) { self.shares = shares }

    func apply(_ assignment: Assignment) async -> EffectReport {
        let reports = await withTaskGroup(of: (Int, EffectReport).self) { group in
            for (index, share) in shares.enumerated() {
                var own = assignment
                own.effect = share.effect
                group.addTask { [own] in (index, await share.performer.apply(own)) }
            }
            var reports = [EffectReport?](repeating: nil, count: shares.count)
            for await (index, report) in group { reports[index] = report }
            return reports.compactMap(\.self)
        }
        return EffectReport(Ensemble.whole(reports.map(\.answer), assignment.effect), joining: reports)
    }

    /// What was done in part and not done in part has to be looked at, unless it changes nothing.
    private static func whole(_ answers: [EffectReport.Answer], _ effect: Effect) -> EffectReport.Answer {
        if answers.contains(.superseded) { return .superseded }
        if answers.allSatisfy({ $0 == .done }) { return .done }
        if answers.contains(.inDoubt) { return .inDoubt }
        let failures = answers.compactMap(\.failure)
        if case .verify = effect { return .notDone(failures[0]) }
        guard failures.count == answers.count else { return .inDoubt }
        return .notDone(failures.first { !$0.isWorthRepeating } ?? failures[0])
    }

    func calls(for effect: Effect, in world: WorldState) -> [String] {
        shares.flatMap { $0.performer.calls(for: $0.effect, in: world) }
    }
}
