package import Runbook
package import RunbookCompiler

/// RTO and RPO of one region as the one that takes over.
package struct RegionObjectives: Hashable, Sendable {
    package var target: RegionIndex
    package var objectives: Environment.Objectives
    /// Of the runbook for when the source is dead, and of the one for when it is not; nil when there is none.
    package var emergency: RecoveryTime?
    package var planned: RecoveryTime?
    /// Why there is no time of a mode.
    package var obstacles: [Mode: String]
    /// One for each service that has data.
    package var points: [RecoveryPoint]
    /// How the lag has changed, in milliseconds a second; nil when its history is too short.
    package var trend: Double?

    package init(
        target: RegionIndex, objectives: Environment.Objectives, emergency: RecoveryTime?, planned: RecoveryTime?,
        obstacles: [Mode: String] = [:], points: [RecoveryPoint], trend: Double?
    ) {
        self.target = target
        self.objectives = objectives
        self.emergency = emergency
        self.planned = planned
        self.obstacles = obstacles
        self.points = points
        self.trend = trend
    }

    /// The worst of its services; unknown while that of any is.
    package var rpo: Milliseconds? {
        let bounds = points.map(\.bound)
        return bounds.contains(nil) ? nil : bounds.compactMap(\.self).max()
    }

    /// That of the service that is worst off: one of which nothing is known, or else the one that would lose most.
    package var worstPoint: RecoveryPoint? {
        var worst: RecoveryPoint?
        for point in points {
            guard let bound = point.bound else { return point }
            if worst?.bound.map({ $0 < bound }) ?? true { worst = point }
        }
        return worst
    }

    /// An emergency decides; what is planned is shorter.
    package var rto: Milliseconds? { emergency?.total }

    package var rtoCompliance: Compliance { Compliance(rto, within: objectives.rto) }
    package var rpoCompliance: Compliance { Compliance(rpo, within: objectives.rpo) }
}
