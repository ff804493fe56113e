import Engine
import Runbook

/// What a metric of one place is made of in CloudWatch.
struct MetricFormula: Sendable {
    let metric: Metric
    let measure: CloudWatchMeasure
    let dimension: Dimension
    /// As AWS calls it.
    let region: String
    /// For messages.
    let place: String
    let dividend: MetricTerm
    let divisor: MetricTerm?

    /// Nil where a dimension has no value in the region.
    init?(
        _ metric: Metric, _ measure: CloudWatchMeasure, _ dimension: Dimension, region: String, service: String?,
        access: AWSAccess
    ) {
        self.metric = metric
        self.measure = measure
        self.dimension = dimension
        self.region = access.name(of: region)
        place = service.map { "\($0) in \(region)" } ?? region
        func term(_ metric: CloudWatchMetric) -> MetricTerm? {
            MetricTerm(metric, region: region, service: service, period: measure.period.seconds)
        }
        guard let dividend = term(measure.dividend) else { return nil }
        self.dividend = dividend
        divisor = measure.divisor.flatMap(term)
        if measure.divisor != nil, divisor == nil { return nil }
    }

    var period: Int64 { measure.period.seconds }

    var series: [MetricSeries] { dividend.series + (divisor?.series ?? []) }

    func reading(_ sights: [MetricSeries: SeriesSight], _ span: DatapointSpan) -> MetricReading {
        let dividends = dividend.series.map { sights[$0] ?? .untold }
        let divisors = (divisor?.series ?? []).map { sights[$0] ?? .untold }
        if let trouble = (dividends + divisors).lazy.compactMap(\.trouble).first { return .trouble(trouble) }
        let there = whole(measure.missing == .zero ? divisors : dividends + divisors, span)
        let counted = span.isLatest ? there.suffix(1) : there.filter { $0 >= span.begin }[...]
        guard let newest = counted.last else {
            return span.holds(period)
                ? .nothing : .trouble("no whole period of \(Milliseconds.seconds(period)) lies within the window")
        }
        guard let number = value(at: Array(counted), dividends, divisors) else {
            return .trouble("it would be divided by zero")
        }
        guard metric.isPossible(number) else { return .trouble("\(Quantity(number, dimension)) cannot be") }
        return .value(
            MetricReading.Value(
                number: number, end: newest + period, begin: unbroken(there), count: counted.count,
                isMissing: dividends.contains(where: \.points.isEmpty)))
    }

    /// When periods began of which every one of these has a datapoint, in their order.
    private func whole(_ sights: [SeriesSight], _ span: DatapointSpan) -> [Int64] {
        sights[0].points.keys.filter { moment in
            moment >= span.seconds.lowerBound && moment <= span.seconds.upperBound - period
                && sights.allSatisfy { $0.points[moment] != nil }
        }.sorted()
    }

    /// Where the last of them begin that follow each other.
    private func unbroken(_ moments: [Int64]) -> Int64 {
        var begin = moments[moments.count - 1]
        for moment in moments.dropLast().reversed() {
            guard begin - moment == period else { break }
            begin = moment
        }
        return begin
    }

    /// In the base unit; nil for a division by zero.
    private func value(at moments: [Int64], _ dividends: [SeriesSight], _ divisors: [SeriesSight]) -> Double? {
        if dividend.statistic.isCombinable, divisor?.statistic.isCombinable != false {
            return quotient(moments, dividends, divisors)
        }
        var worst: Double?
        for moment in moments {
            guard let value = quotient([moment], dividends, divisors) else { return nil }
            let isBetter = worst.map { metric.isBetter(Quantity(value, dimension), than: Quantity($0, dimension)) }
            if isBetter != true { worst = value }
        }
        return worst
    }

    private func quotient(_ moments: [Int64], _ dividends: [SeriesSight], _ divisors: [SeriesSight]) -> Double? {
        guard var value = dividend.value(at: moments, dividends) else { return nil }
        if let divisor {
            guard let part = divisor.value(at: moments, divisors), part != 0 else { return nil }
            value /= part
        }
        if measure.isPerSecond { value /= Double(period * Int64(moments.count)) }
        value *= (measure.unit?.value ?? CloudWatchUnit.standard(of: dimension)).factor
        return measure.isComplement ? 1 - value : value
    }
}
