import Engine
package import Runbook
package import RunbookCompiler
package import World

/// How long users would be without a service or its writer if a plan were run now: not how long the run takes.
///
/// In an emergency the source is dead from the beginning, so all counts until the target has the writer and all traffic,
/// and resolvers have followed. In planned mode the source serves until it is fenced: what counts is from there to the
/// promotion. That somebody has to notice and begin is not in it.
package struct RecoveryTime: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package var step: String
        package var length: Milliseconds
        package var basis: Basis
    }

    package enum Basis: Hashable, Sendable {
        /// The median of so many past steps of the kind.
        case recorded(Int)
        /// As an adapter declares it, or what is usual: nobody has measured it here.
        case assumed
        /// As the runbook or the environment has it: a wait, a gate, the time that resolvers keep an answer.
        case fixed
    }

    package var total: Milliseconds
    /// One after the other, the longest chain.
    package var terms: [Term]

    package var dominant: Term? { terms.max { $0.length < $1.length } }

    /// Without what is written down and takes as long as it says.
    package var withoutFixed: Milliseconds {
        terms.filter { $0.basis != .fixed }.reduce(.zero) { $0 + $1.length }
    }

    /// Nil for a plan that brings neither a writer nor all traffic anywhere.
    ///
    /// - Parameters:
    ///   - world: what is so already takes no time; nil when nothing is known of it.
    ///   - settleTime: until resolvers have followed a shift.
    package init?(
        _ plan: Plan, mode: Mode, _ book: DurationBook, from world: WorldState?, settleTime: Milliseconds
    ) {
        let path = ForecastPath(plan, mode: mode, book, from: world, settleTime: settleTime)
        let nodes = (plan.sections.first?.nodes ?? 0..<plan.nodes.count).map(NodeID.init)
            .filter { plan.nodes[$0.index].when.admits(mode) }
        let promotions = nodes.filter { if case .promote = plan.operation(of: $0) { true } else { false } }
        switch mode {
        case .emergency:
            let arrivals = nodes.filter {
                if case .shift(_, _, let share) = plan.operation(of: $0) { share == .all } else { false }
            }
            guard let last = (promotions + arrivals).max(by: { path.finish(of: $0) < path.finish(of: $1) }) else {
                return nil
            }
            terms = path.terms(to: last, since: .zero)
            // Of the time in which they follow, what is not over when the rest is.
            let rest = arrivals.map { path.finish(of: $0) + settleTime - path.finish(of: last) }.max() ?? .zero
            if rest > .zero { terms.append(Term(step: "resolvers follow", length: rest, basis: .fixed)) }
        case .planned:
            let fences = nodes.filter { if case .fence = plan.operation(of: $0) { true } else { false } }
            guard let last = promotions.max(by: { path.finish(of: $0) < path.finish(of: $1) }),
                let start = fences.map(path.start).min()
            else { return nil }
            terms = path.terms(to: last, since: start)
        }
        total = terms.reduce(.zero) { $0 + $1.length }
    }

    /// What it really was in a past run: from the fence to the promotion, or from the start to the last arrival.
    package static func actual(_ spans: NodeSpans, of plan: Plan, mode: Mode, started: Milliseconds) -> Milliseconds? {
        func ends(_ isWanted: (Operation) -> Bool) -> [NodeSpans.Span] {
            spans.spans.filter { plan.operation(of: $0.key).map(isWanted) ?? false }.map(\.value)
        }
        let promotions = ends { if case .promote = $0 { true } else { false } }.map(\.end)
        let arrivals = ends { if case .shift(_, _, let share) = $0 { share == .all } else { false } }.map(\.end)
        let fences = ends { if case .fence = $0 { true } else { false } }.map(\.start)
        switch mode {
        case .emergency: return (promotions + arrivals).max().map { $0 - started }
        case .planned:
            guard let end = promotions.max(), let start = fences.min() else { return nil }
            return end - start
        }
    }
}
