/// How a step is to be treated, beside its action.
package struct StepTreatment: Hashable, Sendable {
    package var when: Located<Condition>?
    package var needs: [Located<String>] = []
    package var timeout: Argument<Milliseconds>?
    package var attemptTimeout: Argument<Milliseconds>?
    package var retry: Retry?
    package var watch: Located<String>?
    package var onFailure: Located<FailurePolicy>?
    /// The author's own rollback branch; a single action is a branch of one step.
    package var undo: Located<[Element]>?
    /// Why there is no way back.
    package var irreversible: Located<String>?

    package init() {}

    /// Shared by all copies of a step.
    final class Box: Hashable, Sendable {
        let value: StepTreatment

        init(_ value: StepTreatment) { self.value = value }

        static func == (left: Box, right: Box) -> Bool { left === right || left.value == right.value }
        func hash(into hasher: inout Hasher) { hasher.combine(value) }
    }
}
