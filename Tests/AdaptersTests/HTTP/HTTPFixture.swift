import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions with two services each, of which URLs tell.
enum HTTPFixture {
    static let topology = HAProxyFixture.topology
    static let east = HAProxyFixture.east
    static let west = HAProxyFixture.west
    static let api = HAProxyFixture.api
    static let cache = HAProxyFixture.cache

    /// - Parameter urls: by region, or by service and region.
    static func adapter(
        _ urls: [(service: String?, region: String, url: String)], interval: Milliseconds = Milliseconds(100),
        timeout: Milliseconds = Milliseconds(300), timekeeper: any Timekeeper = WallTimekeeper()
    ) -> HTTPAdapter {
        func located(_ value: String) -> Located<String> { Located(value, at: .startOfFile) }
        return HTTPAdapter(
            HTTPSettings(
                probes: urls.map {
                    HTTPSettings.Probe(
                        service: $0.service.map(located), region: located($0.region), url: located($0.url))
                },
                interval: interval, timeout: timeout),
            topology: topology, timekeeper: timekeeper)
    }

    static func measure(
        _ adapter: HTTPAdapter, _ metric: Metric, _ region: RegionIndex = east, _ service: ServiceIndex? = nil,
        over window: Milliseconds? = nil
    ) async -> Measurement {
        await adapter.measure([MetricQuery(metric: metric, region: region, service: service, window: window)])[0]
    }
}
