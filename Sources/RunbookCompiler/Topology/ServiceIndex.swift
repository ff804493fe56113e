/// A service by its place in the topology's table.
package struct ServiceIndex: Hashable, Sendable, Comparable {
    package var rawValue: UInt8

    @inlinable package init(_ index: Int) { rawValue = UInt8(index) }

    @inlinable package var index: Int { Int(rawValue) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
