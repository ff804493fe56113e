package import Runbook

/// What was found out about regions: a table for people, an object for programs.
package protocol LookoutReport {
    var json: JSON { get }

    /// - Parameter width: of a terminal, in columns.
    func text(_ style: Style, width: Int) -> String
}
