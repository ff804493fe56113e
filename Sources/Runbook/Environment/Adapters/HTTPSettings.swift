/// Which URLs are probed, and how often.
package struct HTTPSettings: AdapterKind {
    package static let name = "http"
    package static let parts: [Environment.Part] = [.health]

    /// Each region's, or each region's for each service.
    package var probes: [Probe]
    /// From the beginning of one probe of a URL to the next.
    package var interval: Milliseconds
    /// Of one probe.
    package var timeout: Milliseconds

    package static let standardInterval = Milliseconds.seconds(1)
    package static let standardTimeout = Milliseconds.seconds(2)
    package static let shortestInterval = Milliseconds(100)

    package init(
        probes: [Probe], interval: Milliseconds = HTTPSettings.standardInterval,
        timeout: Milliseconds = HTTPSettings.standardTimeout
    ) {
        self.probes = probes
        self.interval = interval
        self.timeout = timeout
    }

    package struct Probe: Hashable, Sendable {
        /// Nil where the URL stands for all that a region serves.
        package var service: Located<String>?
        package var region: Located<String>
        package var url: Located<String>

        package init(service: Located<String>?, region: Located<String>, url: Located<String>) {
            self.service = service
            self.region = region
            self.url = url
        }
    }
}

extension HTTPSettings {
    package var services: [Located<String>] {
        var seen: Set<String> = []
        return probes.compactMap(\.service).filter { seen.insert($0.value).inserted }
    }
    package var regions: [Located<String>] { probes.map(\.region) }

    package var placeless: HTTPSettings {
        HTTPSettings(
            probes: probes.map {
                Probe(service: $0.service?.placeless, region: $0.region.placeless, url: $0.url.placeless)
            },
            interval: interval, timeout: timeout)
    }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        probes.enumerated().compactMap { index, probe in
            probes[..<index].first { $0.url.value == probe.url.value && $0.region.value != probe.region.value }
                .map { (probe.region, $0.region) }
        }
    }
}
