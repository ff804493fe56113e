/// A length of time, or a moment as time since 1970, in whole milliseconds.
@usableFromInline package struct Milliseconds: RawRepresentable, Hashable, Sendable, Comparable, AdditiveArithmetic {
    @usableFromInline package var rawValue: Int64

    @inlinable package init(rawValue: Int64) { self.rawValue = rawValue }
    @inlinable package init(_ value: Int64) { rawValue = value }

    /// Of a number that somebody has told, which may be anything: what is longer than 280,000 years is that long, and no
    /// number at all is no time.
    package init(clamping value: Double) {
        self.init(value.isNaN ? 0 : Int64(max(-9e15, min(9e15, value)).rounded()))
    }

    @inlinable package static var zero: Self { Self(0) }
    package static func seconds(_ value: Int64) -> Self { Self(value * 1000) }
    package static func minutes(_ value: Int64) -> Self { Self(value * 60_000) }
    package static func hours(_ value: Int64) -> Self { Self(value * 3_600_000) }

    @inlinable package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    @inlinable package static func + (left: Self, right: Self) -> Self {
        let (sum, overflow) = left.rawValue.addingReportingOverflow(right.rawValue)
        return Self(overflow ? .max : sum)
    }
    @inlinable package static func - (left: Self, right: Self) -> Self { Self(left.rawValue - right.rawValue) }
    package static func * (left: Self, right: Int64) -> Self {
        let (product, overflow) = left.rawValue.multipliedReportingOverflow(by: right)
        return Self(overflow ? .max : product)
    }
}

extension Milliseconds: CustomStringConvertible {
    /// As a runbook would write it: `250ms`, `90s`, `2m`, `2m30s`, `1h5m`.
    @usableFromInline package var description: String {
        if rawValue < 0 { return "-" + Milliseconds(-rawValue).description }
        if rawValue == 0 { return "0s" }
        var rest = rawValue
        var text = ""
        for (size, unit) in [(Int64(86_400_000), "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s"), (1, "ms")] {
            guard rest >= size else { continue }
            text += "\(rest / size)\(unit)"
            rest %= size
        }
        return text
    }
}
