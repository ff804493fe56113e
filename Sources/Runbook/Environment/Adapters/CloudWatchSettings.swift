/// Which metrics of CloudWatch are measured for which metrics of gates.
package struct CloudWatchSettings: AdapterKind {
    package static let name = "cloudwatch"
    package static let parts: [Environment.Part] = [.health]

    /// Those that it looks after; all when there are none.
    package var services: [Located<String>]
    package var measures: [CloudWatchMeasure]
    package var access: AWSAccess

    package init(services: [Located<String>] = [], measures: [CloudWatchMeasure], access: AWSAccess = AWSAccess()) {
        self.services = services
        self.measures = measures
        self.access = access
    }

    package func measure(of metric: Metric) -> CloudWatchMeasure? {
        measures.first { $0.metric.value == metric.name }
    }
}

extension CloudWatchSettings {
    package var regions: [Located<String>] { access.regions.map(\.region) + measures.flatMap(\.regions) }

    package var unknownMetrics: [Located<String>] { measures.filter { $0.dimension == nil }.map(\.metric) }

    package var objections: [AdapterObjection] { measures.flatMap(\.objections) }

    package var placeless: CloudWatchSettings {
        CloudWatchSettings(
            services: services.map(\.placeless), measures: measures.map(\.placeless), access: access.placeless)
    }

    /// Regions of which one and the same metric would be told.
    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        regions.enumerated().compactMap { index, region in
            let other = regions[..<index].first { isOne(region.value, $0.value) }
            return other.map { (place(of: region), place(of: $0)) }
        }
    }

    private func isOne(_ region: String, _ other: String) -> Bool {
        access.name(of: region) == access.name(of: other) && measures.contains { $0.isOne(in: region, other) }
    }

    /// Where AWS's name of it is written, if it is.
    private func place(of region: Located<String>) -> Located<String> {
        access.regions.first { $0.region.value == region.value }?.region ?? region
    }
}
