/// A number that rises each time another executor takes a run over; an effect of an older one is refused.
package struct Epoch: RawRepresentable, Hashable, Sendable, Comparable {
    package var rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
