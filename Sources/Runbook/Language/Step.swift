/// One step: an action and how it is to be treated.
package struct Step: Hashable, Sendable {
    package var id: Located<String>
    package var title: Located<String>?
    package var action: Located<Action>
    package var when: Located<Condition>?
    package var needs: [Located<String>]
    package var timeout: Argument<Milliseconds>?
    package var attemptTimeout: Argument<Milliseconds>?
    package var retry: Retry?
    package var watch: Located<String>?
    package var onFailure: Located<FailurePolicy>?
    /// The author's own rollback branch; a single action is a branch of one step.
    package var undo: Located<[Element]>?
    /// Why there is no way back.
    package var irreversible: Located<String>?
    package var span: SourceSpan

    package init(id: Located<String>, action: Located<Action>, span: SourceSpan) {
        self.id = id
        self.action = action
        self.span = span
        needs = []
    }
}
