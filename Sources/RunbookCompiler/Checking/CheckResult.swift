package import Runbook

/// Everything that one pass of the checker found.
package struct CheckResult {
    /// None when there is an error; warnings do not prevent it.
    package var checked: CheckedRunbook?
    /// In reading order.
    package var diagnostics: [Diagnostic]
}
