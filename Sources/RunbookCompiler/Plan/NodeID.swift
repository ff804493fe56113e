/// A node by its place in the plan.
@usableFromInline package struct NodeID: Hashable, Sendable, Comparable {
    @usableFromInline package var rawValue: UInt32

    @inlinable package init(_ index: Int) { rawValue = UInt32(truncatingIfNeeded: index) }

    @inlinable package var index: Int { Int(rawValue) }

    @inlinable package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
