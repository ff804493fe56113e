package import Runbook

/// Why something was not done. Nothing was changed unless `kind` says that a run had begun.
public struct OrchestratorError: Error, Sendable {
    /// What sort of thing stood in the way.
    public enum Kind: String, Sendable, CaseIterable {
        /// A runbook or an environment has errors; `description` lists them.
        case invalid
        /// A file cannot be read, or a name was not found.
        case unusable
        /// The request contradicts what is observed, or something changed since it was planned.
        case refused
        /// Another run has a region that this one needs, or a living executor has the run.
        case busy
        /// The store failed; the run is as its journal says.
        case store
        /// The executor stopped before the run came to rest; `switchyard resume` takes it up.
        case interrupted
    }

    /// What sort of thing stood in the way.
    public var kind: Kind
    /// One sentence that says what is wrong, without a final full stop.
    public var message: String
    /// One sentence that says what to do; may be empty.
    public var help: String
    package var diagnostics: [Diagnostic] = []
    package var sources = SourceTexts()

    package init(_ kind: Kind, _ message: String, help: String = "") {
        self.kind = kind
        self.message = message
        self.help = help
    }

    package init(_ diagnostics: [Diagnostic], _ sources: SourceTexts, isUnreadable: Bool = false) {
        kind = isUnreadable ? .unusable : .invalid
        message = HumanDiagnostics.tally(diagnostics) ?? "nothing is wrong"
        help = ""
        self.diagnostics = diagnostics
        self.sources = sources
    }
}

extension OrchestratorError: CustomStringConvertible {
    /// All diagnostics, or the message with its help.
    public var description: String {
        if !diagnostics.isEmpty { return HumanDiagnostics(sources: sources).render(diagnostics) }
        return help.isEmpty ? message : "\(message). \(help)"
    }
}
