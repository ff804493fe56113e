package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Traffic by the weights of LUA records in a zone of PowerDNS's authoritative server, read and set through its HTTP API.
///
/// Weights are looked at and never remembered. Clients follow when what they have been told before is too old to be kept,
/// which takes as long as answers live. PowerDNS knows no epochs: the executor checks its own before each effect.
package struct PowerDNSAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: PowerDNSSettings
    let timekeeper: any Timekeeper
    /// By service; nil for one that it was not told of.
    let records: [RecordPlace?]
    let zone: String
    let api: PowerDNSAPI?
    let dns: DNSExchange?

    /// A service's name in the zone, and by region the address that leads there.
    struct RecordPlace: Sendable {
        var name: String
        var type: String
        var addresses: [String?]
    }

    package init(_ settings: PowerDNSSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = PowerDNSAdapter.manifest(settings)
        zone = DomainName(settings.zone.value)?.canonical ?? settings.zone.value
        records = topology.services.map { service in
            settings.records.first { $0.service.value == service.name }.map { record in
                RecordPlace(
                    name: DomainName(record.name.value)?.canonical ?? record.name.value,
                    type: record.addresses.contains { NetworkAddress($0.text.value)?.isSix ?? false } ? "AAAA" : "A",
                    addresses: topology.regions.map { region in
                        record.addresses.first { $0.region.value == region.name }?.text.value
                    })
            }
        }
        api = PowerDNSAPI(settings, zone: zone)
        dns =
            if case .host(let host, let port)? = settings.nameserver?.value {
                DNSExchange(host: host, port: port, timeout: settings.timeout)
            } else { nil }
    }

    package static func manifest(_ settings: PowerDNSSettings) -> AdapterManifest {
        AdapterManifest(
            name: PowerDNSSettings.name, parts: [.traffic], enforcesEpoch: false, weightStep: BasisPoints(1),
            settleTime: settings.timeToLive)
    }

    /// For messages: who was asked.
    var place: String { "powerdns at \(settings.url.value)" }

    /// In seconds.
    var timeToLive: Int { Int(max(0, settings.timeToLive.rawValue / 1000)) }
}
