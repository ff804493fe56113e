import Engine
import Runbook
import Testing

@testable import Adapters

/// What datapoints come to, at five seconds past 12:07.
@Suite struct MetricFormulaTests {
    private typealias Fixture = CloudWatchFixture

    /// - Parameter series: datapoints in minutes past 12:00 of what is divided and of what it is divided by.
    private static func reading(
        _ measure: CloudWatchMeasure, _ series: [[Int64: Double]], window: Milliseconds? = .minutes(5)
    ) throws -> MetricReading {
        let metric = try #require(Metric(name: measure.metric.value))
        let dimension = try #require(measure.dimension)
        let formula = try #require(
            MetricFormula(metric, measure, dimension, region: "east", service: nil, access: AWSAccess()))
        let sights = zip(formula.series, series).map { series, points in
            let moments = points.map { (Fixture.moment($0.key), $0.value) }
            return (series, SeriesSight(points: Dictionary(uniqueKeysWithValues: moments)))
        }
        return formula.reading(
            Dictionary(uniqueKeysWithValues: sights),
            DatapointSpan(
                window: window, lookBack: CloudWatchAdapter.lookBack, period: measure.period.seconds, now: Fixture.now))
    }

    private static func number(
        _ measure: CloudWatchMeasure, _ series: [[Int64: Double]], window: Milliseconds? = .minutes(5)
    ) throws -> Double? {
        guard case .value(let value) = try reading(measure, series, window: window) else { return nil }
        return value.number
    }

    private static let errors = Fixture.metric("Errors", .sum)
    private static let requests = Fixture.metric("Requests", .sum)

    @Test func `A period counts when both sides of a division are there`() throws {
        let rate = Fixture.measure("error_rate", Self.errors, by: Self.requests)
        #expect(try Self.number(rate, [[3: 1, 4: 9, 5: 9], [3: 10, 5: 10, 6: 10]]) == 0.5)
        #expect(try Self.reading(rate, [[4: 9], [5: 10]]) == .nothing)
        #expect(try Self.reading(rate, [[4: 9], [:]]) == .nothing)
        #expect(try Self.reading(rate, [[4: 0], [4: 0]]) == .trouble("it would be divided by zero"))
        #expect(try Self.reading(rate, [[4: 3], [4: 2]]) == .trouble("150% cannot be"))
    }

    @Test func `What is told only where it is not zero is zero where its divisor is there`() throws {
        let rate = Fixture.measure("error_rate", Self.errors, by: Self.requests, missing: .zero)
        #expect(try Self.number(rate, [[4: 5], [4: 10, 5: 10]]) == 0.25)
        #expect(try Self.number(rate, [[:], [4: 10]]) == 0)
        #expect(try Self.reading(rate, [[4: 5], [:]]) == .nothing)
    }

    @Test func `A complement is what a share lacks of one`() throws {
        let availability = Fixture.measure("availability", Self.errors, by: Self.requests, isComplement: true)
        #expect(try Self.number(availability, [[4: 5], [4: 20]]) == 0.75)
        #expect(try Self.reading(availability, [[4: 5], [4: 0]]) == .trouble("it would be divided by zero"))
    }

    @Test func `An average is one of all samples, whatever their minute`() throws {
        let time = Fixture.measure("response_time", Fixture.metric("Latency", .average))
        #expect(try Self.number(time, [[4: 9, 5: 1], [4: 9, 5: 1]]) == 1000)
        #expect(try Self.number(time, [[4: 30, 5: 2], [4: 9, 5: 1]]) == 3200)
    }

    @Test(arguments: [(CloudWatchStatistic.sum, 6.0), (.minimum, 1), (.maximum, 3), (.sampleCount, 6), (.p95, 3)])
    func periodsAreCombinedAsTheirStatistic(statistic: CloudWatchStatistic, number: Double) throws {
        let depth = Fixture.measure("custom.queue_depth", Fixture.metric("Depth", statistic))
        #expect(try Self.number(depth, [[4: 1, 5: 3, 6: 2]]) == number)
        #expect(try Self.number(depth, [[4: 1, 5: 3, 6: 2]], window: nil) == 2)
    }

    @Test func `Of percentiles the worst minute counts, which is the least where more is better`() throws {
        let throughput = Fixture.measure("throughput", Fixture.metric("Rate", .p50))
        #expect(try Self.number(throughput, [[4: 20, 5: 10, 6: 30]]) == 10)
    }

    @Test func `A gap ends what is covered, and a minute that is not over does not count`() throws {
        let depth = Fixture.measure("custom.queue_depth", Fixture.metric("Depth", .sum))
        let reading = try Self.reading(depth, [[1: 1, 2: 1, 3: 1, 5: 1, 6: 1, 7: 1]])
        let wanted = MetricReading.Value(
            number: 3, end: Fixture.moment(7), begin: Fixture.moment(5), count: 3, isMissing: false)
        #expect(reading == .value(wanted))
    }

    @Test func `Five minutes are one datapoint where CloudWatch has no more`() throws {
        let depth = Fixture.measure("custom.queue_depth", Fixture.metric("Depth", .sum), period: .fiveMinutes)
        let wanted = MetricReading.Value(
            number: 7, end: Fixture.moment(5), begin: Fixture.moment(-5), count: 1, isMissing: false)
        #expect(try Self.reading(depth, [[-5: 3, 0: 7, 5: 1]], window: .minutes(10)) == .value(wanted))
        #expect(
            try Self.reading(depth, [[-5: 3, 0: 7]]) == .trouble("no whole period of 5m lies within the window"))
        #expect(try Self.number(depth, [[0: 7, 5: 1]], window: nil) == 7)
    }

    @Test(arguments: [
        ("response_time", CloudWatchUnit.milliseconds, 2.0), ("response_time", .seconds, 2000),
        ("response_time", .microseconds, 0.002), ("load", .percent, 0.02), ("replication_lag_bytes", .kilobytes, 2000),
        ("replication_lag_bytes", .gigabits, 250_000_000), ("bandwidth", .megabytesPerSecond, 2_000_000),
        ("throughput", .countPerSecond, 2),
    ])
    func aUnitIsBroughtToTheBaseUnit(metric: String, unit: CloudWatchUnit, number: Double) throws {
        let measure = Fixture.measure(metric, Fixture.metric("Any", .maximum), unit: unit)
        #expect(measure.objections.isEmpty)
        #expect(try Self.number(measure, [[6: 2]]) == number)
    }

    @Test func `What is counted is told by the second where a rate is asked for`() throws {
        let traffic = Fixture.measure("bandwidth", Fixture.metric("BytesOut", .sum), unit: .kilobytes)
        #expect(traffic.objections.isEmpty)
        #expect(try Self.number(traffic, [[5: 60, 6: 180]]) == 2000)
    }
}
