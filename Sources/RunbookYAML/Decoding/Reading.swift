package import Runbook

/// What reading a document gave: its value, when it has no errors, and every finding in reading order.
package struct Reading<Value: Sendable>: Sendable {
    package var value: Value?
    package var diagnostics: [Diagnostic]

    package init(value: Value?, diagnostics: [Diagnostic]) {
        self.value = value
        self.diagnostics = diagnostics
    }
}
