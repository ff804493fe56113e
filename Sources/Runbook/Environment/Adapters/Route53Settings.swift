/// Which weighted record sets of a hosted zone are which service.
package struct Route53Settings: AdapterKind {
    package static let name = "route53"
    package static let parts: [Environment.Part] = [.traffic]

    /// The hosted zone's id.
    package var zone: Located<String>
    /// By service; the record sets of one name have one set identifier a region.
    package var records: [Record]
    /// A region's set identifier, where it is not the region's name.
    package var identifiers: [Identifier]
    /// How long resolvers may keep an answer.
    package var timeToLive: Milliseconds
    package var credentials: AWSCredentialSource
    package var url: Located<String>?
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardURL = "https://route53.amazonaws.com"
    package static let standardTimeToLive = Milliseconds.seconds(60)
    package static let standardTimeout = Milliseconds.seconds(5)

    package init(
        zone: Located<String>, records: [Record], identifiers: [Identifier] = [],
        timeToLive: Milliseconds = Route53Settings.standardTimeToLive, credentials: AWSCredentialSource = .standard,
        url: Located<String>? = nil, timeout: Milliseconds = Route53Settings.standardTimeout
    ) {
        self.zone = zone
        self.records = records
        self.identifiers = identifiers
        self.timeToLive = timeToLive
        self.credentials = credentials
        self.url = url
        self.timeout = timeout
    }

    package struct Record: Hashable, Sendable {
        package var service: Located<String>
        package var name: Located<String>

        package init(service: Located<String>, name: Located<String>) {
            self.service = service
            self.name = name
        }
    }

    package struct Identifier: Hashable, Sendable {
        package var region: Located<String>
        package var text: Located<String>

        package init(region: Located<String>, text: Located<String>) {
            self.region = region
            self.text = text
        }
    }

    package func identifier(of region: String) -> String {
        identifiers.first { $0.region.value == region }?.text.value ?? region
    }
}

extension Route53Settings {
    package var services: [Located<String>] { records.map(\.service) }
    package var regions: [Located<String>] { identifiers.map(\.region) }

    package var placeless: Route53Settings {
        Route53Settings(
            zone: zone.placeless,
            records: records.map { Record(service: $0.service.placeless, name: $0.name.placeless) },
            identifiers: identifiers.map { Identifier(region: $0.region.placeless, text: $0.text.placeless) },
            timeToLive: timeToLive, credentials: credentials, url: url?.placeless, timeout: timeout)
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type.isRouted }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        var pairs: [(Located<String>, Located<String>)] = []
        for (index, record) in records.enumerated() {
            let name = DomainName(record.name.value)
            if let other = records[..<index].first(where: { DomainName($0.name.value) == name }) {
                pairs.append((record.service, other.service))
            }
        }
        for identifier in identifiers {
            let other = regions.first {
                $0.value != identifier.region.value && self.identifier(of: $0.value) == identifier.text.value
            }
            if let other { pairs.append((identifier.region, other)) }
        }
        return pairs
    }
}
