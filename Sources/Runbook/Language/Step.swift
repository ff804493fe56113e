/// One step: an action and how it is to be treated.
package struct Step: Hashable, Sendable {
    package var id: Located<String>
    package var title: Located<String>?
    package var action: Located<Action>
    package var span: SourceSpan
    /// Apart, since most steps of a long runbook say none of it.
    private let treatment: StepTreatment.Box?

    /// - Parameter treatment: nil when nothing is said of it.
    package init(
        id: Located<String>, title: Located<String>? = nil, action: Located<Action>, span: SourceSpan,
        treatment: StepTreatment? = nil
    ) {
        self.id = id
        self.title = title
        self.action = action
        self.span = span
        self.treatment = treatment.map(StepTreatment.Box.init)
    }

    /// Whether it says more than what it does.
    package var hasTreatment: Bool { treatment != nil }
    package var when: Located<Condition>? { treatment?.value.when }
    package var needs: [Located<String>] { treatment?.value.needs ?? [] }
    package var timeout: Argument<Milliseconds>? { treatment?.value.timeout }
    package var attemptTimeout: Argument<Milliseconds>? { treatment?.value.attemptTimeout }
    package var retry: Retry? { treatment?.value.retry }
    package var watch: Located<String>? { treatment?.value.watch }
    package var onFailure: Located<FailurePolicy>? { treatment?.value.onFailure }
    package var undo: Located<[Element]>? { treatment?.value.undo }
    package var irreversible: Located<String>? { treatment?.value.irreversible }
}
