package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Traffic by the weights of record sets in a hosted zone of Route 53.
///
/// Weights are looked at and never remembered. Clients follow when what they have been told before is too old to be kept.
/// Route 53 knows no epochs: the executor checks its own before each effect.
package struct Route53Adapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: Route53Settings
    let timekeeper: any Timekeeper
    /// By service; nil for one that it was not told of.
    let names: [String?]
    /// By region, its set identifier.
    let identifiers: [String]
    let api: Route53API?

    package init(_ settings: Route53Settings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = Route53Adapter.manifest(settings)
        names = topology.services.map { service in
            settings.records.first { $0.service.value == service.name }
                .map { DomainName($0.name.value)?.canonical ?? $0.name.value }
        }
        identifiers = topology.regions.map { settings.identifier(of: $0.name) }
        api = Route53API(settings)
    }

    package static func manifest(_ settings: Route53Settings) -> AdapterManifest {
        AdapterManifest(
            name: Route53Settings.name, parts: [.traffic], enforcesEpoch: false, weightStep: .percent(1),
            settleTime: settings.timeToLive)
    }

    /// For messages: who was asked.
    var place: String { "route53 zone \(settings.zone.value)" }

    /// In seconds.
    var timeToLive: Int { Int(max(0, settings.timeToLive.rawValue / 1000)) }
}
