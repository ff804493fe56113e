import Runbook

/// What is asked of CloudWatch in one of AWS's regions.
struct CloudWatchAPI: Sendable {
    let aws: AWSExchange

    init?(_ access: AWSAccess, region: String) {
        guard let aws = AWSExchange(access, service: "monitoring", region: region) else { return nil }
        self.aws = aws
    }

    /// So many series can be asked for at once.
    private static let most = 500
    /// An answer of so many datapoints is not too long; what is more comes in another page.
    private static let longest = 20_000
    private static let version = "2010-08-01"

    /// The datapoints of series, all within one call's time.
    /// - Parameter seconds: since 1970, from the beginning of the oldest period to the end of the newest.
    func data(_ series: [MetricSeries], _ seconds: Range<Int64>) async throws(AWSFailure) -> [MetricSeries: SeriesSight]
    {
        let deadline = Deadline(aws.exchange.timeout)
        var sights: [MetricSeries: SeriesSight] = [:]
        for start in stride(from: 0, to: series.count, by: CloudWatchAPI.most) {
            let asked = Array(series[start..<min(series.count, start + CloudWatchAPI.most)])
            sights.merge(try await data(asked, seconds, by: deadline)) { $1 }
        }
        return sights
    }

    /// As many pages as there are.
    private func data(
        _ series: [MetricSeries], _ seconds: Range<Int64>, by deadline: Deadline
    ) async throws(AWSFailure) -> [MetricSeries: SeriesSight] {
        var words = [
            ("StartTime", AWSMoment.extended(seconds.lowerBound)), ("EndTime", AWSMoment.extended(seconds.upperBound)),
            ("MaxDatapoints", "\(CloudWatchAPI.longest)"),
        ]
        for (index, series) in series.enumerated() { words += series.words(index + 1) }
        var sights = series.map { _ in SeriesSight.untold }
        var token: String?
        repeat {
            guard !deadline.isOver else { throw .exchange(.overdue(isSent: true)) }
            let answer = try await aws.query(
                "GetMetricData", version: CloudWatchAPI.version, words + (token.map { [("NextToken", $0)] } ?? []),
                within: deadline.left)
            guard let result = answer["GetMetricDataResult"], let list = result["MetricDataResults"] else {
                throw .nonsense
            }
            for told in list.children("member") {
                guard let id = told.text("Id"),
                    let index = series.indices.first(where: { MetricSeries.id($0 + 1) == id })
                else { throw .nonsense }
                try sights[index].add(told)
            }
            token = result.text("NextToken").flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return Dictionary(zip(series, sights)) { $1 }
    }
}
