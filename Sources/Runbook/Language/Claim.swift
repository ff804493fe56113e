/// A fact about regions that nobody measures; only what a runbook says to hold `always` may speak of it.
package enum Claim: Hashable, Sendable {
    /// How many regions it is true of, for each service, or for the one that is named.
    package enum Tally: String, Hashable, Sendable, CaseIterable {
        /// They get a share of the requests, and serve them.
        case servingRegions = "serving_regions"
        /// They acknowledge writes.
        case writers
    }

    /// What is true of each service in a region, or of the one that is named.
    package enum Trait: String, Hashable, Sendable, CaseIterable {
        /// It answers, and serves its users.
        case healthy
        /// It answers.
        case reachable
        /// It acknowledges writes.
        case writer
        /// It may not acknowledge writes.
        case fenced
        /// It follows the writer, if over others; whether anything flows at the moment is another question.
        case standby
        /// Its data is the writer's, or behind by no more than the threshold.
        case current

        /// Only services that keep data have it.
        package var isOfData: Bool {
            switch self {
            case .writer, .fenced, .standby, .current: true
            case .healthy, .reachable: false
            }
        }
    }

    case tally(Tally, service: Argument<String>?, ComparisonOperator, Int64)
    case trait(Trait, region: Argument<String>, service: Argument<String>?)
    /// The run has not come to its end; one that is held has not.
    case running

    /// The word for `running`.
    package static let runningName = "running"

    /// Metrics that are settings, or follow from who follows whom, and so have a value at every moment.
    package static let metrics: [Metric] = [.weight, .capacity, .replicationLag]

    package static var names: [String] {
        Tally.allCases.map(\.rawValue) + Trait.allCases.map(\.rawValue) + [runningName]
    }
}
