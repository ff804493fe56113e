/// Two regions between which a run shifts traffic, and where the machine keeps the weights it started from.
package struct ShiftPair: Hashable, Sendable {
    package var from: RegionIndex
    package var to: RegionIndex
    /// The first of two captured values a service: the base weight of `from`, then of `to`.
    package var baseSlot: Int

    package init(from: RegionIndex, to: RegionIndex, baseSlot: Int) {
        self.from = from
        self.to = to
        self.baseSlot = baseSlot
    }
}
