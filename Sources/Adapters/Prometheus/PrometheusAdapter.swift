package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Health by what Prometheus has sampled. It changes nothing.
///
/// Values come in Prometheus's base units: seconds, bytes, shares from 0 to 1.
package struct PrometheusAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: PrometheusSettings
    let timekeeper: any Timekeeper
    let exchange: WebExchange?

    package init(_ settings: PrometheusSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = PrometheusAdapter.manifest
        exchange = ServerURL(settings.url.value).map { WebExchange(server: $0, timeout: settings.timeout) }
    }

    package static let manifest = AdapterManifest(name: "prometheus", parts: [.health], enforcesEpoch: false)

    /// For messages: who was asked.
    var place: String { "prometheus at \(settings.url.value)" }

    package func apply(_ assignment: Assignment) async -> EffectReport {
        EffectReport(.notDone(.invalid), detail: "\(place) only measures")
    }

    /// - Parameter moment: as of which it is asked; now when nil.
    func ask(_ text: String, at moment: Milliseconds? = nil) async -> PrometheusAnswer {
        guard let exchange else { return .trouble("its URL is none") }
        let time = moment.map { "&time=\(Double($0.rawValue) / 1000)" } ?? ""
        do throws(ExchangeFailure) {
            return PrometheusAnswer(try await exchange.get("/api/v1/query?query=" + WebExchange.escaped(text) + time))
        } catch {
            return .trouble(error.sentence)
        }
    }

    /// Names of regions and services need no escaping in PromQL.
    func text(_ text: String, _ region: RegionIndex, _ service: ServiceIndex?, _ window: Milliseconds?) -> String {
        text.replacing("$region", with: topology.name(of: region))
            .replacing("$service", with: service.map(topology.name) ?? ".*")
            .replacing("$window", with: "\(max(1, (window ?? PrometheusAdapter.standardWindow).rawValue / 1000))s")
    }

    /// Of a gate that asks for the latest value, in a query that needs a window.
    private static let standardWindow = Milliseconds.minutes(1)

    func query(_ metric: Metric) -> PrometheusSettings.Query? {
        settings.queries.first { $0.metric.value == metric.name }
    }
}
