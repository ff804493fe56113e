package import Engine
package import Runbook

/// What rehearsals of the same runbook came to over many seeds.
package struct RehearsalForecast: Hashable, Sendable {
    /// The rehearsals of one outcome.
    package struct Group: Hashable, Sendable {
        /// Nil for those that did not come to rest.
        package var outcome: FaultPlan.Outcome?
        /// Those of all groups add up to the whole.
        package var share: BasisPoints
        package var durations: Distribution
        /// Why they did not succeed, the most frequent first.
        package var reasons: [Reason]
    }

    package struct Reason: Hashable, Sendable {
        package var cause: Cause
        package var count: Int
    }

    /// In the order of their seeds.
    package let results: [RehearsalResult]
    /// What happened at least once: succeeded, rolled back, held, stopped, not at rest.
    package let groups: [Group]

    private static let order: [FaultPlan.Outcome?] = [.succeeded, .rolledBack, .held, .stopped, nil]

    package init(_ results: [RehearsalResult]) {
        self.results = results
        let members = RehearsalForecast.order.map { outcome in results.filter { $0.outcome == outcome } }
        let shares = RehearsalForecast.shares(of: members.map(\.count))
        groups = members.indices.filter { !members[$0].isEmpty }.map { index in
            Group(
                outcome: RehearsalForecast.order[index], share: shares[index],
                durations: Distribution(members[index].map(\.duration)),
                reasons: RehearsalForecast.reasons(of: members[index]))
        }
    }

    package var durations: Distribution { Distribution(results.map(\.duration)) }
    package var withoutWriter: Distribution { Distribution(results.map(\.gauge.withoutWriter)) }
    package var withTwoWriters: Distribution { Distribution(results.map(\.gauge.withTwoWriters)) }
    package var lags: Distribution { Distribution(results.map(\.gauge.lag)) }
    package var lost: Distribution { Distribution(results.map(\.lost)) }
    package var worstErrorRate: Double { results.map(\.gauge.errorRate).max() ?? 0 }
    package var endingWithoutWriter: Int { results.count { $0.gauge.isWithoutWriter } }
    /// How many ended as the fault plan expects; nil when nothing was expected.
    package var asExpected: Int? {
        let verdicts = results.compactMap(\.isAsExpected)
        return verdicts.isEmpty ? nil : verdicts.count { $0 }
    }

    /// How many succeeded within a time.
    package func succeeded(within limit: Milliseconds) -> Int {
        results.count { $0.outcome == .succeeded && $0.duration <= limit }
    }

    /// Shares in basis points that add up to the whole: what rounding down leaves goes to the largest remainders.
    package static func shares(of counts: [Int]) -> [BasisPoints] {
        let total = counts.reduce(0, +)
        guard total > 0 else { return counts.map { _ in .zero } }
        var shares = counts.map { $0 * 10_000 / total }
        let byRemainder = counts.indices.sorted { counts[$0] * 10_000 % total > counts[$1] * 10_000 % total }
        for index in byRemainder.prefix(10_000 - shares.reduce(0, +)) { shares[index] += 1 }
        return shares.map { BasisPoints(Int32($0)) }
    }

    /// Approvals that expired at the same step are one reason, whatever their numbers.
    private static func reasons(of results: [RehearsalResult]) -> [Reason] {
        var reasons: [Reason] = []
        for cause in results.compactMap(\.decision) {
            if let known = reasons.firstIndex(where: { isAlike($0.cause, cause) }) {
                reasons[known].count += 1
            } else {
                reasons.append(Reason(cause: cause, count: 1))
            }
        }
        return reasons.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }

    private static func isAlike(_ left: Cause, _ right: Cause) -> Bool {
        guard case .approvalExpired(let first, _) = left.reason, case .approvalExpired(let second, _) = right.reason
        else { return left == right }
        return left.node == right.node && first == second
    }
}
