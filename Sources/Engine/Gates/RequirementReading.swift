/// What one requirement of a gate said in one sample.
package struct RequirementReading: Hashable, Sendable {
    package var text: String
    package var verdict: Verdict
    /// What was measured, such as `error_rate(us-west-2) = 0.4%`; `no data` where there was none.
    package var measured: [String]

    package init(text: String, verdict: Verdict, measured: [String]) {
        self.text = text
        self.verdict = verdict
        self.measured = measured
    }
}

extension RequirementReading: CustomStringConvertible {
    package var description: String {
        let word =
            switch verdict {
            case .holds: "holds"
            case .breaches: "breached"
            case .unknown: "unknown"
            case .notYet: "not yet"
            }
        return "\(text): \(word) [\(measured.joined(separator: ", "))]"
    }
}
