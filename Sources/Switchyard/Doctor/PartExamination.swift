package import Engine
package import Runbook

/// What was found of one adapter, or of parts that nobody plays.
package struct PartExamination: Hashable, Sendable {
    package var parts: [Environment.Part]
    /// As it is written in an environment; nil where nobody plays.
    package var adapter: String?
    package var findings: [AdapterFinding]

    package var hasFault: Bool { findings.contains { $0.weight == .fault } }
}
