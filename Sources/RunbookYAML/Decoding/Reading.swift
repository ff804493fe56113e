package import Runbook

/// What reading a document gave: its value, when it has no errors, and every finding in reading order; with errors,
/// a draft, when something could be made of the rest.
package struct Reading<Value: Sendable>: Sendable {
    package var value: Value?
    package var draft: Draft<Value>?
    package var diagnostics: [Diagnostic]

    package init(value: Value?, draft: Draft<Value>? = nil, diagnostics: [Diagnostic]) {
        self.value = value
        self.draft = draft
        self.diagnostics = diagnostics
    }
}
