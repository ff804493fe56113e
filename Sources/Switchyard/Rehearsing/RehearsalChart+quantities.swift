import Runbook

extension RehearsalChart.Quantity {
    var title: String {
        switch self {
        case .traffic: "traffic"
        case .errorRate: "error rate"
        case .responseTime: "response time, 95th percentile"
        case .lag: "replication lag"
        case .capacity: "capacity, ready of the peak"
        }
    }

    /// What it is, in one sentence for people who do not see the drawing.
    var explanation: String {
        switch self {
        case .traffic: "The share of all requests that really arrives in each region."
        case .errorRate: "The share of requests that fails, as each region measures it and over all requests."
        case .responseTime: "The time within which 95% of the requests to each region are answered."
        case .lag: "How far the data of each region is behind its writer, the service that is furthest behind."
        case .capacity: "The capacity that is ready in each region, of what its peak load needs."
        }
    }

    /// Whether only the largest of several values tells what happened.
    var isPeak: Bool { self == .errorRate || self == .responseTime || self == .lag }

    var isTime: Bool { self == .responseTime || self == .lag }

    /// A round number that a panel can end at: the whole for shares, else a little more than the largest value. What is
    /// far below the threshold stays small, so that noise does not look like an event.
    func top(for largest: Double, threshold: Double?) -> Double {
        switch self {
        case .traffic: 1
        case .capacity: max(1, Self.round(up: largest))
        case .errorRate: min(1, Self.round(up: max(largest, 0.001, (threshold ?? 0) / 10)))
        case .responseTime, .lag: Self.round(up: max(largest, 1, (threshold ?? 0) / 10))
        }
    }

    func threshold(_ thresholds: Environment.Thresholds) -> Double? {
        switch self {
        case .errorRate: thresholds.errorRate.ratio
        case .responseTime: Double(thresholds.responseTime.rawValue)
        case .lag: Double(thresholds.replicationLag.rawValue)
        case .traffic, .capacity: nil
        }
    }

    /// `12.5%`, `840ms`, `2.5s`.
    func text(_ value: Double) -> String {
        isTime ? Milliseconds(clamping: value).brief : (100 * value).brief + "%"
    }

    /// The least of 1, 1.5, 2, 3, 4, 5, 6 and 8 times a power of ten that is no less.
    private static func round(up value: Double) -> Double {
        var scale = 1.0
        while scale * 10 <= value { scale *= 10 }
        while scale > value { scale /= 10 }
        let step = [1, 1.5, 2, 3, 4, 5, 6, 8].first { $0 * scale >= value * 0.999_999 } ?? 10
        return step * scale
    }
}
