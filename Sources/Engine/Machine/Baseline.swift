package import Runbook
package import RunbookCompiler

/// Base weights that one run leaves to another, so that a percentage means the same in both.
package struct Baseline: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var from: RegionIndex
        package var to: RegionIndex
        package var service: ServiceIndex
        package var fromWeight: BasisPoints
        package var toWeight: BasisPoints

        package init(
            from: RegionIndex, to: RegionIndex, service: ServiceIndex, fromWeight: BasisPoints, toWeight: BasisPoints
        ) {
            self.from = from
            self.to = to
            self.service = service
            self.fromWeight = fromWeight
            self.toWeight = toWeight
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }
}
