package import Runbook

/// A moment as RFC 3339 in UTC; the only place where dates are formatted.
package struct Timestamp: Hashable, Sendable {
    package var year: Int64
    package var month: Int64
    package var day: Int64
    package var hour: Int64
    package var minute: Int64
    package var second: Int64
    package var millisecond: Int64

    /// From time since 1970, by the proleptic Gregorian calendar.
    package init(_ moment: Milliseconds) {
        let (days, rest) = Timestamp.divide(moment.rawValue, by: 86_400_000)
        let shifted = days + 719_468
        let (era, dayOfEra) = Timestamp.divide(shifted, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    private static func divide(_ value: Int64, by divisor: Int64) -> (Int64, Int64) {
        let remainder = ((value % divisor) + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
    }

    /// `2026-11-23T20:45:07.250Z`
    package var rfc3339: String {
        "\(pad(year, 4))-\(pad(month))-\(pad(day))T\(time).\(pad(millisecond, 3))Z"
    }

    /// `20:45:07`
    package var time: String { "\(pad(hour)):\(pad(minute)):\(pad(second))" }

    /// `20261123-2045`
    package var compact: String { "\(pad(year, 4))\(pad(month))\(pad(day))-\(pad(hour))\(pad(minute))" }

    private func pad(_ value: Int64, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
