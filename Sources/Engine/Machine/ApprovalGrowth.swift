import Runbook

/// A number that is worse than when it was approved.
package struct ApprovalGrowth: Error, Hashable, Sendable {
    package enum Number: UInt8, Hashable, Sendable {
        case lag, loss, capacity
    }

    package var number: Number
    /// Milliseconds, or basis points of the peak.
    package var seen: Int64
    package var found: Int64

    package init(number: Number, seen: Int64, found: Int64) {
        self.number = number
        self.seen = seen
        self.found = found
    }

    package var sentence: String {
        switch number {
        case .lag: "the replication lag grew from \(Milliseconds(seen)) to \(Milliseconds(found))"
        case .loss: "the worst-case loss of writes grew from \(Milliseconds(seen)) to \(Milliseconds(found))"
        case .capacity: "the ready capacity fell from \(points(seen)) to \(points(found)) of the peak"
        }
    }

    private func points(_ value: Int64) -> BasisPoints { BasisPoints(Int32(clamping: value)) }
}
