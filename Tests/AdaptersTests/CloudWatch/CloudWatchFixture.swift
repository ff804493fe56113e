import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions of which CloudWatch has metrics, minute by minute, until 12:07.
enum CloudWatchFixture {
    static let topology = HAProxyFixture.topology
    static let east = HAProxyFixture.east
    static let west = HAProxyFixture.west
    static let api = HAProxyFixture.api
    static let cache = HAProxyFixture.cache

    /// Five seconds past 12:07.
    static let now = Milliseconds.seconds(moment(7)) + .seconds(5)

    /// Minutes past 12:00.
    static func moment(_ minute: Int64) -> Int64 { 1_772_366_400 + minute * 60 }

    static func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }

    static func metric(
        _ name: String, _ statistic: CloudWatchStatistic, _ dimensions: [CloudWatchDimension] = [site]
    ) -> CloudWatchMetric {
        CloudWatchMetric(namespace: "Ours", name: name, statistic: statistic, dimensions: dimensions)
    }

    static func measure(
        _ name: String, _ dividend: CloudWatchMetric, by divisor: CloudWatchMetric? = nil,
        missing: CloudWatchMeasure.Missing = .unknown, isComplement: Bool = false, unit: CloudWatchUnit? = nil,
        period: CloudWatchMeasure.Period = .minute
    ) -> CloudWatchMeasure {
        CloudWatchMeasure(
            metric: located(name), dimension: Metric(name: name)?.dimension ?? .count, dividend: dividend,
            divisor: divisor, missing: missing, isComplement: isComplement, unit: unit.map(located), period: period)
    }

    static let site = CloudWatchDimension(name: "Site", value: .everywhere("site-$region"))
    static let service = CloudWatchDimension(name: "Service", value: .everywhere("$service"))
    static let queue = CloudWatchDimension(
        name: "Queue", value: .byRegion([CloudWatchDimension.Regional(region: located("east"), text: "first")]))

    static let measures = [
        measure("availability", metric("Healthy", .average), unit: .percent),
        measure("error_rate", metric("Errors", .sum), by: metric("Requests", .sum), missing: .zero),
        measure("response_time", metric("Latency", .average, [site, service]), unit: .milliseconds),
        measure("throughput", metric("Requests", .sum)),
        measure("custom.queue_depth", metric("Depth", .maximum, [queue])),
        measure("packet_loss", metric("NobodySendsThis", .average)),
    ]

    static func adapter(
        _ url: String, measures: [CloudWatchMeasure] = measures, services: [String] = [],
        credentials: AWSCredentialSource = MotoServer.credentials, timeout: Milliseconds = .seconds(5),
        timekeeper: any Timekeeper = WallTimekeeper(startingAt: now)
    ) -> CloudWatchAdapter {
        CloudWatchAdapter(
            CloudWatchSettings(
                services: services.map(located), measures: measures,
                access: AWSAccess(
                    regions: [("east", "us-east-1"), ("west", "us-west-2")].map {
                        AWSAccess.Region(region: located($0.0), name: located($0.1))
                    },
                    credentials: credentials, url: located(url), timeout: timeout)),
            topology: topology, timekeeper: timekeeper)
    }

    static func measure(
        _ adapter: CloudWatchAdapter, _ metric: Metric, _ region: RegionIndex = east, _ service: ServiceIndex? = nil,
        window: Milliseconds? = nil
    ) async -> Measurement {
        await adapter.measure([MetricQuery(metric: metric, region: region, service: service, window: window)])[0]
    }

    /// Sends a sample of each value in these minutes past 12:00.
    static func put(
        _ server: MotoServer, _ name: String, _ values: [Int64: [Double]], _ dimensions: [(String, String)],
        region: String = "us-east-1"
    ) async throws {
        for (minute, samples) in values {
            let words =
                [
                    ("Action", "PutMetricData"), ("Version", "2010-08-01"), ("Namespace", "Ours"),
                    ("MetricData.member.1.MetricName", name),
                    ("MetricData.member.1.Timestamp", AWSMoment.extended(moment(minute) + 20)),
                ]
                + samples.enumerated().map { ("MetricData.member.1.Values.member.\($0.offset + 1)", "\($0.element)") }
                + dimensions.enumerated().flatMap { index, dimension in
                    let member = "MetricData.member.1.Dimensions.member.\(index + 1)."
                    return [(member + "Name", dimension.0), (member + "Value", dimension.1)]
                }
            try await server.call(
                "monitoring", "/", [WebRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
                words.map { "\($0.0)=\(WebExchange.escaped($0.1))" }.joined(separator: "&"), region: region)
        }
    }

    /// What CloudWatch answers: datapoints in minutes past 12:00 of the first series, the second and so on.
    static func answer(
        _ series: [[Int64: Double]], status: String = "Complete", token: String? = nil, first: Int = 1
    ) -> String {
        let results = series.enumerated().map { index, points in
            let points = points.sorted { $0.key < $1.key }
            let moments = points.map { "<member>\(AWSMoment.extended(moment($0.key)))</member>" }.joined()
            let values = points.map { "<member>\($0.value)</member>" }.joined()
            return """
                <member><Id>m\(index + first)</Id><Label>a</Label><StatusCode>\(status)</StatusCode>\
                <Timestamps>\(moments)</Timestamps><Values>\(values)</Values></member>
                """
        }
        let body = """
            <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult>\
            <MetricDataResults>\(results.joined())</MetricDataResults>\
            \(token.map { "<NextToken>\($0)</NextToken>" } ?? "")</GetMetricDataResult></GetMetricDataResponse>
            """
        return http("200 OK", body)
    }

    /// An HTTP answer in full.
    static func http(_ status: String, _ body: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    }
}
