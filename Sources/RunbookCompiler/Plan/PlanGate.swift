package import Runbook

/// A gate with every name resolved and every default filled in.
package struct PlanGate: Hashable, Sendable {
    package indirect enum Condition: Hashable, Sendable {
        case comparison(MetricQuery, ComparisonOperator, Double)
        case mode(Mode)
        case constant(Bool)
        case and([Condition])
        case or([Condition])
        case not(Condition)
    }

    package struct Requirement: Hashable, Sendable {
        /// With parameters replaced by their values.
        package var text: String
        package var condition: Condition

        package init(text: String, condition: Condition) {
            self.text = text
            self.condition = condition
        }
    }

    package var name: String
    package var requirements: [Requirement]
    package var every: Milliseconds
    package var passes: UInt8
    package var toleratedBreaches: UInt8
    package var toleratedUnknown: UInt8
    package var minimumSamples: Int64
    package var within: Milliseconds

    package init(
        name: String, requirements: [Requirement], every: Milliseconds = .seconds(10), passes: UInt8 = 3,
        toleratedBreaches: UInt8 = 0, toleratedUnknown: UInt8 = 0, minimumSamples: Int64 = 1,
        within: Milliseconds = .minutes(5)
    ) {
        self.name = name
        self.requirements = requirements
        self.every = every
        self.passes = passes
        self.toleratedBreaches = toleratedBreaches
        self.toleratedUnknown = toleratedUnknown
        self.minimumSamples = minimumSamples
        self.within = within
    }
}
