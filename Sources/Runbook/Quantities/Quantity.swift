/// A number with its dimension, in the dimension's base unit.
package struct Quantity: Hashable, Sendable {
    package var dimension: Dimension
    package var value: Double

    package init(_ value: Double, _ dimension: Dimension) {
        self.value = value
        self.dimension = dimension
    }

    package static func time(_ value: Milliseconds) -> Quantity { Quantity(Double(value.rawValue), .time) }
    package static func ratio(_ value: BasisPoints) -> Quantity { Quantity(value.ratio, .ratio) }
}

extension Quantity: CustomStringConvertible {
    package var description: String {
        switch dimension {
        case .ratio: Quantity.trimmed(value * 100) + "%"
        case .time:
            value < 1000 && value > -1000
                ? Quantity.trimmed(value) + "ms" : Milliseconds(clamping: value.rounded(.towardZero)).description
        case .bytes: Quantity.scaled(value)
        case .bandwidth: Quantity.scaled(value) + "/s"
        case .rate: Quantity.trimmed(value) + "/s"
        case .count: Quantity.trimmed(value)
        }
    }

    private static func scaled(_ bytes: Double) -> String {
        for (size, unit) in [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where abs(bytes) >= size {
            return trimmed(bytes / size) + unit
        }
        return trimmed(bytes) + "B"
    }

    /// At most three decimals, none when whole.
    private static func trimmed(_ value: Double) -> String {
        let thousandths = (value * 1000).rounded()
        guard abs(thousandths) < 9e15 else { return "\(value)" }
        let whole = Int64(thousandths)
        let (units, rest) = (abs(whole) / 1000, abs(whole) % 1000)
        let sign = whole < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(units)" }
        var digits = String(rest + 1000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(units).\(digits)"
    }
}
