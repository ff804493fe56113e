package import Runbook
package import RunbookCompiler

/// Something that goes wrong in a region by itself, and mends.
package struct Outage: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Serves nobody and answers nobody.
        case dead
        /// Serves its users; we cannot reach it.
        case partition
        /// Answers us; serves nobody.
        case sick
        /// Receives no changes.
        case stalled
    }

    package var kind: Kind
    package var region: RegionIndex
    /// From the start of the run.
    package var from: Milliseconds
    package var until: Milliseconds

    package init(_ kind: Kind, _ region: RegionIndex, from: Milliseconds, until: Milliseconds) {
        self.kind = kind
        self.region = region
        self.from = from
        self.until = until
    }
}
