/// What a run found out or brought about that is to be remembered when it has ended.
package struct StandingChange: Hashable, Sendable {
    /// Services whose writer was seen, with its region.
    package var writers: [String: String]
    package var unfenced: Set<Standing.Place>
    /// Seen fenced or rebuilt.
    package var settled: Set<Standing.Place>

    package init(
        writers: [String: String] = [:], unfenced: Set<Standing.Place> = [], settled: Set<Standing.Place> = []
    ) {
        self.writers = writers
        self.unfenced = unfenced
        self.settled = settled
    }

    package var isEmpty: Bool { writers.isEmpty && unfenced.isEmpty && settled.isEmpty }
}

extension Standing {
    package mutating func apply(_ change: StandingChange) {
        writers.merge(change.writers) { $1 }
        unfenced = unfenced.subtracting(change.settled).union(change.unfenced)
    }
}
