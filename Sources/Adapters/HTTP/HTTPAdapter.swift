package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Health by probes of our own: URLs are asked again and again, from when somebody first needs to know. It changes nothing.
///
/// It knows what it has sampled itself, and nothing of the time before.
package struct HTTPAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: HTTPSettings
    let timekeeper: any Timekeeper
    let prober: Prober
    private let places: [ProbedPlace]

    package init(_ settings: HTTPSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = HTTPAdapter.manifest
        let targets = settings.probes.compactMap { probe -> ProbeTarget? in
            guard let region = topology.region(named: probe.region.value), let url = ServerURL(probe.url.value) else {
                return nil
            }
            let service = probe.service.flatMap { topology.service(named: $0.value) }
            guard (service == nil) == (probe.service == nil) else { return nil }
            return ProbeTarget(region: region, service: service, url: url, timeout: settings.timeout)
        }
        places = topology.regionIndices.map { ProbedPlace($0, among: targets, services: topology.services.count) }
        prober = Prober(
            targets, every: max(settings.interval, HTTPSettings.shortestInterval), timeout: settings.timeout,
            timekeeper: timekeeper)
    }

    package static let manifest = AdapterManifest(name: HTTPSettings.name, parts: [.health], enforcesEpoch: false)

    package func apply(_ assignment: Assignment) async -> EffectReport {
        EffectReport(.notDone(.invalid), detail: "http probes only look")
    }

    /// Two samples that are further apart have others missing between them.
    var gap: Milliseconds { prober.interval * 3 + settings.timeout }

    /// By which it is judged what serves now.
    var lately: Milliseconds { max(.seconds(30), gap) }

    /// The URLs that tell of a service in a region, or of all that is probed there.
    func targets(_ region: RegionIndex, _ service: ServiceIndex?) -> [Int] {
        guard region.index < places.count else { return [] }
        let place = places[region.index]
        return service.map { place.ofService[$0.index] } ?? place.all
    }
}
