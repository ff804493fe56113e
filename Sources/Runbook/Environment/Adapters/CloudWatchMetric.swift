/// A statistic of a metric as CloudWatch knows it.
package struct CloudWatchMetric: Hashable, Sendable {
    package var namespace: String
    package var name: String
    package var statistic: CloudWatchStatistic
    package var dimensions: [CloudWatchDimension]

    package init(namespace: String, name: String, statistic: CloudWatchStatistic, dimensions: [CloudWatchDimension]) {
        self.namespace = namespace
        self.name = name
        self.statistic = statistic
        self.dimensions = dimensions
    }
}

extension CloudWatchMetric {
    var isByService: Bool { dimensions.contains(where: \.isByService) }

    var regions: [Located<String>] { dimensions.flatMap(\.regions) }

    var placeless: CloudWatchMetric {
        CloudWatchMetric(
            namespace: namespace, name: name, statistic: statistic, dimensions: dimensions.map(\.placeless))
    }

    func isOne(in region: String, _ other: String) -> Bool {
        dimensions.allSatisfy { $0.text(of: region) != nil && $0.text(of: region) == $0.text(of: other) }
    }
}
