/// A share in hundredths of a percent: 10,000 is everything.
package struct BasisPoints: RawRepresentable, Hashable, Sendable, Comparable, AdditiveArithmetic {
    package var rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }
    package init(_ value: Int32) { rawValue = value }

    package static let zero = BasisPoints(0)
    package static let all = BasisPoints(10_000)
    package static func percent(_ value: Int32) -> Self { Self(value * 100) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package static func + (left: Self, right: Self) -> Self { Self(left.rawValue + right.rawValue) }
    package static func - (left: Self, right: Self) -> Self { Self(left.rawValue - right.rawValue) }

    /// This share of another, rounded down: 10% of 50% is 5%.
    package func of(_ whole: BasisPoints) -> BasisPoints {
        BasisPoints(Int32(Int64(rawValue) * Int64(whole.rawValue) / 10_000))
    }

    package var ratio: Double { Double(rawValue) / 10_000 }
}

extension BasisPoints: CustomStringConvertible {
    /// `25%`, `0.5%`, `12.34%`.
    package var description: String {
        let sign = rawValue < 0 ? "-" : ""
        let whole = abs(rawValue) / 100
        let rest = abs(rawValue) % 100
        if rest == 0 { return "\(sign)\(whole)%" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)%" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
