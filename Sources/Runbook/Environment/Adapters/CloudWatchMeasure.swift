/// How a metric of gates is made of metrics of CloudWatch.
package struct CloudWatchMeasure: Hashable, Sendable {
    /// As in a gate: `error_rate`, `custom.queue_depth`.
    package var metric: Located<String>
    /// In which it is measured; nil where the environment does not say.
    package var dimension: Dimension?
    package var dividend: CloudWatchMetric
    package var divisor: CloudWatchMetric?
    package var missing: Missing
    /// It is what the share lacks of one.
    package var isComplement: Bool
    /// In which CloudWatch has it; the base unit when left out.
    package var unit: Located<CloudWatchUnit>?
    package var period: Period

    package init(
        metric: Located<String>, dimension: Dimension?, dividend: CloudWatchMetric, divisor: CloudWatchMetric? = nil,
        missing: Missing = .unknown, isComplement: Bool = false, unit: Located<CloudWatchUnit>? = nil,
        period: Period = .minute
    ) {
        self.metric = metric
        self.dimension = dimension
        self.dividend = dividend
        self.divisor = divisor
        self.missing = missing
        self.isComplement = isComplement
        self.unit = unit
        self.period = period
    }

    /// What it means that a dividend is missing in a period that has a divisor.
    package enum Missing: String, Hashable, Sendable, CaseIterable {
        case unknown
        /// AWS tells of some counts only where they are not zero.
        case zero
    }

    /// How long CloudWatch gathers one datapoint.
    package enum Period: String, Hashable, Sendable, CaseIterable {
        case minute = "1m"
        case fiveMinutes = "5m"

        package var seconds: Int64 {
            switch self {
            case .minute: 60
            case .fiveMinutes: 300
            }
        }
    }
}

extension CloudWatchMeasure {
    /// What is counted over a period, where a number a second is asked for.
    package var isPerSecond: Bool {
        (dimension == .rate || dimension == .bandwidth) && divisor == nil && dividend.statistic.isTotal
    }

    /// Whether a service's name is part of it, so that each has its own.
    package var isByService: Bool { dividend.isByService || divisor?.isByService == true }

    package var regions: [Located<String>] { dividend.regions + (divisor?.regions ?? []) }

    package var placeless: CloudWatchMeasure {
        CloudWatchMeasure(
            metric: metric.placeless, dimension: dimension, dividend: dividend.placeless, divisor: divisor?.placeless,
            missing: missing, isComplement: isComplement, unit: unit?.placeless, period: period)
    }

    package var objections: [AdapterObjection] {
        guard let dimension else { return [] }
        var objections: [AdapterObjection] = []
        let fitting = CloudWatchUnit.units(of: dimension, isPerSecond: isPerSecond)
        if let unit, !fitting.contains(unit.value) {
            objections.append(
                AdapterObjection(
                    Located(unit.value.rawValue, at: unit.span), "is no unit of \(metric.value)",
                    help: "Write one of \(fitting.map(\.rawValue).joined(separator: ", "))."))
        }
        if isComplement, dimension != .ratio {
            objections.append(
                AdapterObjection(
                    metric, "has no complement", help: "Leave complement out; only a share is a part of a whole."))
        }
        return objections
    }

    /// Whether it is the same in two regions that are one to AWS.
    func isOne(in region: String, _ other: String) -> Bool { dividend.isOne(in: region, other) }
}
