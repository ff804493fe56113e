package import Runbook

/// What a library answers when it is asked for a child runbook.
package enum LibraryAnswer {
    /// A readable runbook of that name; its version may be another, which is the checker's finding.
    case found(Runbook)
    /// With the names it does hold, for "did you mean".
    case notFound(candidates: [String])
    /// It is there, but reading it gave these diagnostics.
    case unreadable([Diagnostic])
    /// With it the children would have more text than `largestText`; it was not read.
    case tooLarge

    /// The most bytes that the children of a runbook may have together: 4 MiB.
    package static let largestText = 4 << 20
}
