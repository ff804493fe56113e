/// How an authoritative name server is reached, and which of its names is which service.
package struct PowerDNSSettings: AdapterKind {
    package static let name = "powerdns"
    package static let parts: [Environment.Part] = [.traffic]

    /// Of its HTTP API, without `/api`.
    package var url: Located<String>
    /// Of its HTTP API.
    package var key: SecretSource
    /// As its HTTP API calls it.
    package var server: Located<String>?
    package var zone: Located<String>
    /// By service.
    package var records: [Record]
    /// How long resolvers may keep an answer.
    package var timeToLive: Milliseconds
    /// Who is asked in the DNS what its answers are; nobody when nil.
    package var nameserver: Located<Endpoint>?
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardServer = "localhost"
    package static let standardTimeToLive = Milliseconds.seconds(30)
    package static let standardTimeout = Milliseconds.seconds(2)

    package init(
        url: Located<String>, key: SecretSource, server: Located<String>? = nil, zone: Located<String>,
        records: [Record], timeToLive: Milliseconds = PowerDNSSettings.standardTimeToLive,
        nameserver: Located<Endpoint>? = nil, timeout: Milliseconds = PowerDNSSettings.standardTimeout
    ) {
        self.url = url
        self.key = key
        self.server = server
        self.zone = zone
        self.records = records
        self.timeToLive = timeToLive
        self.nameserver = nameserver
        self.timeout = timeout
    }

    /// What clients of a service ask for, and what leads each to a region.
    package struct Record: Hashable, Sendable {
        package var service: Located<String>
        package var name: Located<String>
        package var addresses: [Address]

        package init(service: Located<String>, name: Located<String>, addresses: [Address]) {
            self.service = service
            self.name = name
            self.addresses = addresses
        }
    }

    package struct Address: Hashable, Sendable {
        package var region: Located<String>
        package var text: Located<String>

        package init(region: Located<String>, text: Located<String>) {
            self.region = region
            self.text = text
        }
    }
}

extension PowerDNSSettings {
    package var services: [Located<String>] { records.map(\.service) }
    package var regions: [Located<String>] { records.flatMap { $0.addresses.map(\.region) } }

    package var placeless: PowerDNSSettings {
        PowerDNSSettings(
            url: url.placeless, key: key, server: server?.placeless, zone: zone.placeless,
            records: records.map { record in
                Record(
                    service: record.service.placeless, name: record.name.placeless,
                    addresses: record.addresses.map { Address(region: $0.region.placeless, text: $0.text.placeless) })
            },
            timeToLive: timeToLive, nameserver: nameserver?.placeless, timeout: timeout)
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type.isRouted }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        var pairs: [(Located<String>, Located<String>)] = []
        for (index, record) in records.enumerated() {
            let name = DomainName(record.name.value)
            if let other = records[..<index].first(where: { DomainName($0.name.value) == name }) {
                pairs.append((record.service, other.service))
            }
            for (index, address) in record.addresses.enumerated() {
                let other = record.addresses[..<index].first { $0.text.value == address.text.value }
                if let other { pairs.append((address.region, other.region)) }
            }
        }
        return pairs
    }

    package var objections: [AdapterObjection] {
        records.flatMap { record in
            var objections: [AdapterObjection] = []
            if let name = DomainName(record.name.value), let zone = DomainName(zone.value), !name.isWithin(zone) {
                objections.append(
                    AdapterObjection(
                        record.name, "is not in the zone \(zone)", help: "Write a name that ends with .\(zone)"))
            }
            let addresses = record.addresses.map(\.text)
            let families = addresses.map { NetworkAddress($0.value)?.isSix ?? false }
            if let first = families.first, let index = families.firstIndex(where: { $0 != first }) {
                objections.append(
                    AdapterObjection(
                        addresses[index], "is of another kind than \(addresses[0].value)",
                        help: "Write addresses of one kind; a name of each kind is a service of its own."))
            }
            return objections
        }
    }
}
