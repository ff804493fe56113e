package import Runbook

/// Reads numbers with their units.
package enum QuantityText {
    /// A whole number without leading zeros or a plus sign; digits that fit.
    package static func integer(_ text: Span<UInt8>) -> Int64? {
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        let first = isNegative ? 1 : 0
        guard text.count > first, text.count - first <= 18 else { return nil }
        if text[first] == UInt8(ascii: "0"), text.count > 1 { return nil }
        var value: Int64 = 0
        for index in first..<text.count {
            guard NameText.isDigit(text[index]) else { return nil }
            value = value * 10 + Int64(text[index] - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }

    /// A number with or without decimals, no sign.
    package static func number(_ text: Span<UInt8>) -> Double? {
        var index = 0
        guard let value = decimal(text, &index, digits: 15, places: 6), index == text.count else { return nil }
        return hasLeadingZero(text) ? nil : value
    }

    private static func hasLeadingZero(_ text: Span<UInt8>) -> Bool {
        text.count > 1 && text[0] == UInt8(ascii: "0") && NameText.isDigit(text[1])
    }

    /// Days, hours, minutes, seconds and milliseconds, each at most once and in this order.
    package static func duration(_ text: Span<UInt8>) -> Milliseconds? {
        var index = 0
        var total: Int64 = 0
        var smallest = Int64.max
        while index < text.count {
            let start = index
            var value: Int64 = 0
            while index < text.count, NameText.isDigit(text[index]) {
                guard index - start < 9 else { return nil }
                value = value * 10 + Int64(text[index] - UInt8(ascii: "0"))
                index += 1
            }
            guard index > start, let unit = unit(text, &index), unit < smallest else { return nil }
            smallest = unit
            total += value * unit
        }
        return text.count == 0 ? nil : Milliseconds(total)
    }

    @inline(__always)
    private static func unit(_ text: Span<UInt8>, _ index: inout Int) -> Int64? {
        guard index < text.count else { return nil }
        let byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "d"): return 86_400_000
        case UInt8(ascii: "h"): return 3_600_000
        case UInt8(ascii: "s"): return 1000
        case UInt8(ascii: "m"):
            guard index < text.count, text[index] == UInt8(ascii: "s") else { return 60_000 }
            index += 1
            return 1
        default: return nil
        }
    }

    /// `25%`, `12.5%`; the sign may be left out where that is allowed.
    package static func basisPoints(_ text: Span<UInt8>, bare: Bool = false) -> BasisPoints? {
        var index = 0
        guard let value = decimal(text, &index, digits: 4, places: 2), !hasLeadingZero(text) else { return nil }
        if index < text.count, text[index] == UInt8(ascii: "%") {
            index += 1
        } else if !bare {
            return nil
        }
        return index == text.count ? BasisPoints(Int32((value * 100).rounded())) : nil
    }

    /// `500/s`
    package static func rate(_ text: Span<UInt8>) -> Double? {
        var index = 0
        guard let value = decimal(text, &index, digits: 12, places: 3) else { return nil }
        return text.extracting(index..<text.count).equals("/s") ? value : nil
    }

    /// `100MB/s`, in bytes a second.
    package static func bandwidth(_ text: Span<UInt8>) -> Double? {
        guard text.count > 2, text.extracting(text.count - 2..<text.count).equals("/s") else { return nil }
        return bytes(text.extracting(0..<text.count - 2))
    }

    /// `16MB`
    package static func bytes(_ text: Span<UInt8>) -> Double? {
        var index = 0
        guard let value = decimal(text, &index, digits: 12, places: 3) else { return nil }
        let unit = text.extracting(index..<text.count)
        for (name, size) in byteUnits where unit.equals(name) { return value * size }
        return nil
    }

    private static let byteUnits: [(StaticString, Double)] = [
        ("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("KiB", 1024), ("MiB", 1_048_576),
        ("GiB", 1_073_741_824),
    ]

    /// Any quantity, by its unit.
    package static func quantity(_ text: Span<UInt8>) -> Quantity? {
        guard text.count > 0, text.count <= 40, NameText.isDigit(text[0]) else { return nil }
        if let value = duration(text) { return .time(value) }
        if text[text.count - 1] == UInt8(ascii: "%") { return basisPoints(text).map { .ratio($0) } }
        if let value = rate(text) { return Quantity(value, .rate) }
        if let value = bandwidth(text) { return Quantity(value, .bandwidth) }
        if let value = bytes(text) { return Quantity(value, .bytes) }
        return number(text).map { Quantity($0, .count) }
    }

    private static func decimal(_ text: Span<UInt8>, _ index: inout Int, digits: Int, places: Int) -> Double? {
        let start = index
        var value = 0.0
        while index < text.count, NameText.isDigit(text[index]) {
            value = value * 10 + Double(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        guard index > start, index - start <= digits else { return nil }
        guard index < text.count, text[index] == UInt8(ascii: ".") else { return value }
        index += 1
        let point = index
        var scale = 1.0
        while index < text.count, NameText.isDigit(text[index]) {
            value = value * 10 + Double(text[index] - UInt8(ascii: "0"))
            scale *= 10
            index += 1
        }
        return index > point && index - point <= places ? value / scale : nil
    }
}
