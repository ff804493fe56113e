package import Runbook

/// Runbooks to start from.
package enum RunbookTemplate {
    package static func text(for strategy: Strategy, named name: String?) -> String { "" }
}
