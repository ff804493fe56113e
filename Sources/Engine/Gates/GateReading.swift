/// What one sample of a gate said, requirement by requirement.
package struct GateReading: Hashable, Sendable {
    package var verdict: Verdict
    package var requirements: [RequirementReading]

    package init(verdict: Verdict, requirements: [RequirementReading]) {
        self.verdict = verdict
        self.requirements = requirements
    }

    /// One line for the journal.
    package var detail: String { requirements.map(\.description).joined(separator: "; ") }
}
