import Monitoring
import Runbook

/// How the reports write values; what is not known is a dash in a table and `null` in JSON.
enum Figures {
    static let unknown = "–"

    static func share(_ value: Double?) -> String { value.map { Quantity($0, .ratio).brief } ?? unknown }
    static func time(_ value: Double?) -> String { value.map { Quantity($0, .time).brief } ?? unknown }
    static func time(_ value: Milliseconds?) -> String { value?.brief ?? unknown }
    static func rate(_ value: Double?) -> String { value.map { "\($0.brief)/s" } ?? unknown }
    static func bytes(_ value: Double?) -> String { value.map { Quantity($0, .bytes).brief } ?? unknown }
    static func bandwidth(_ value: Double?) -> String { value.map { Quantity($0, .bandwidth).brief } ?? unknown }

    static func json(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
    static func json(_ value: Milliseconds?) -> JSON { value.map { .integer($0.rawValue) } ?? .null }
}

extension Quantity {
    /// As exact as a table needs it.
    var brief: String {
        switch dimension {
        case .ratio: "\((value * 100).brief)%"
        case .time: value < 1000 ? "\(value.brief)ms" : Milliseconds(clamping: value.rounded(.towardZero)).brief
        case .bytes: Quantity.scaled(value)
        case .bandwidth: Quantity.scaled(value) + "/s"
        case .rate: "\(value.brief)/s"
        case .count: value.brief
        }
    }

    private static func scaled(_ bytes: Double) -> String {
        for (size, unit) in [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where abs(bytes) >= size {
            return "\((bytes / size).brief)\(unit)"
        }
        return "\(bytes.brief)B"
    }
}

extension HealthStatus {
    /// In capitals, as people call them.
    var word: String { rawValue.uppercased() }

    func paint(_ style: Style, _ text: String) -> String {
        switch self {
        case .healthy: style.green(text)
        case .degraded, .unknown: style.yellow(text)
        case .critical, .failed: style.red(text)
        }
    }
}

extension Compliance {
    func paint(_ style: Style, _ text: String) -> String {
        switch self {
        case .met: style.green(text)
        case .missed: style.red(text)
        case .unknown: style.yellow(text)
        case .noObjective: style.dim(text)
        }
    }
}
