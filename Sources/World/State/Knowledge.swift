/// A fact that may not be known; unknown never counts as yes.
package enum Knowledge: UInt8, Hashable, Sendable {
    case no, yes, unknown

    package init(_ value: Bool) { self = value ? .yes : .no }

    /// Both hold.
    package func and(_ other: Knowledge) -> Knowledge {
        if self == .no || other == .no { return .no }
        return self == .yes && other == .yes ? .yes : .unknown
    }
}
