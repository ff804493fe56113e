package import Runbook

/// Whether an objective is met. What is not known does not meet any.
package enum Compliance: String, Hashable, Sendable {
    case met, missed, unknown
    case noObjective = "no objective"

    package init(_ value: Milliseconds?, within objective: Milliseconds?) {
        guard let objective else {
            self = .noObjective
            return
        }
        guard let value else {
            self = .unknown
            return
        }
        self = value <= objective ? .met : .missed
    }
}
