package import Runbook

/// What no command of a run may make untrue, with every name resolved.
package struct PlanProperty: Hashable, Sendable {
    package indirect enum Condition: Hashable, Sendable {
        /// How many regions it is true of, for each of the services.
        case tally(Claim.Tally, ServiceSet, ComparisonOperator, Int64)
        /// What is true of each of the services in a region.
        case trait(Claim.Trait, RegionIndex, ServiceSet)
        /// How the weight, the ready capacity or the lag of each of the services in a region compares.
        case comparison(Metric, RegionIndex, ServiceSet, ComparisonOperator, Double)
        case running
        case mode(Mode)
        case constant(Bool)
        case and([Condition])
        case or([Condition])
        case not(Condition)
    }

    /// With parameters replaced by their values.
    package var text: String
    package var origin: SourceOrigin
    package var condition: Condition

    package init(text: String, origin: SourceOrigin, condition: Condition) {
        self.text = text
        self.origin = origin
        self.condition = condition
    }
}
