/// In what CloudWatch has a metric, in its own words; a kilobyte has a thousand bytes.
package enum CloudWatchUnit: String, Hashable, Sendable, CaseIterable {
    case none = "None"
    case count = "Count"
    case percent = "Percent"
    case seconds = "Seconds"
    case milliseconds = "Milliseconds"
    case microseconds = "Microseconds"
    case bytes = "Bytes"
    case kilobytes = "Kilobytes"
    case megabytes = "Megabytes"
    case gigabytes = "Gigabytes"
    case terabytes = "Terabytes"
    case bits = "Bits"
    case kilobits = "Kilobits"
    case megabits = "Megabits"
    case gigabits = "Gigabits"
    case terabits = "Terabits"
    case countPerSecond = "Count/Second"
    case bytesPerSecond = "Bytes/Second"
    case kilobytesPerSecond = "Kilobytes/Second"
    case megabytesPerSecond = "Megabytes/Second"
    case gigabytesPerSecond = "Gigabytes/Second"
    case terabytesPerSecond = "Terabytes/Second"
    case bitsPerSecond = "Bits/Second"
    case kilobitsPerSecond = "Kilobits/Second"
    case megabitsPerSecond = "Megabits/Second"
    case gigabitsPerSecond = "Gigabits/Second"
    case terabitsPerSecond = "Terabits/Second"

    /// How many of a dimension's base unit one of it is.
    package var factor: Double {
        switch self {
        case .none, .count, .countPerSecond: return 1
        case .percent: return 0.01
        case .seconds: return 1000
        case .milliseconds: return 1
        case .microseconds: return 0.001
        default: return prefix * (rawValue.lowercased().contains("bit") ? 0.125 : 1)
        }
    }

    private var prefix: Double {
        switch rawValue.first {
        case "K": 1e3
        case "M": 1e6
        case "G": 1e9
        case "T": 1e12
        default: 1
        }
    }

    /// What is meant where none is written.
    package static func standard(of dimension: Dimension) -> CloudWatchUnit { dimension == .time ? .seconds : .none }

    /// Those that a dimension can be measured in.
    /// - Parameter isPerSecond: it is counted, and told by the second.
    package static func units(of dimension: Dimension, isPerSecond: Bool) -> [CloudWatchUnit] {
        switch dimension {
        case .ratio: [.none, .percent]
        case .count: [.count, .none]
        case .time: [.seconds, .milliseconds, .microseconds]
        case .rate: isPerSecond ? [.count, .none] : [.countPerSecond, .none]
        case .bytes: amounts
        case .bandwidth:
            isPerSecond ? amounts : allCases.filter { $0.rawValue.hasSuffix("s/Second") }
        }
    }

    private static let amounts = allCases.filter {
        $0.rawValue.lowercased().hasSuffix("bytes") || $0.rawValue.lowercased().hasSuffix("bits")
    }
}
