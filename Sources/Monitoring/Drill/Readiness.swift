package import Runbook

/// How ready a failover is, out of a hundred, by what a drill has shown and how long ago that was.
package struct Readiness: Hashable, Sendable {
    package var score: Int
    /// By item: what it has earned, decayed.
    package var points: [DrillItem: Double]
    /// Whether the drill was about another plan or other regions, so that it shows nothing any more.
    package var isVoid: Bool

    /// Evidence keeps its worth so long, and has lost all of it after so long.
    package static let fresh = Milliseconds.hours(24)
    package static let spent = Milliseconds.hours(24 * 30)

    /// - Parameter isVoid: the plan or the topology has changed since.
    package init(_ findings: [DrillFinding], at now: Milliseconds, isVoid: Bool = false) {
        self.isVoid = isVoid
        points = [:]
        for item in DrillItem.allCases {
            // Of several findings about one thing the worst counts.
            let found = findings.filter { $0.item == item }
            let isPassed = !isVoid && !found.isEmpty && found.allSatisfy { $0.outcome == .passed }
            let oldest = found.map(\.time).min() ?? now
            points[item] = isPassed ? Double(item.worth) * Readiness.worth(of: now - oldest) : 0
        }
        score = Int(points.values.reduce(0, +).rounded(.down))
    }

    /// The share that evidence of an age still counts. Evidence from a time ahead of ours counts nothing.
    package static func worth(of age: Milliseconds) -> Double {
        if age < .zero { return 0 }
        if age <= fresh { return 1 }
        if age >= spent { return 0 }
        return Double((spent - age).rawValue) / Double((spent - fresh).rawValue)
    }
}
