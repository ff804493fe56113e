/// One data set with a Redis server in each region, of which one is the writer and the others are its replicas.
package struct RedisSettings: AdapterKind {
    package static let name = "redis"
    package static let parts: [Environment.Part] = [.data]

    package var service: Located<String>
    /// By region.
    package var servers: [Server]
    package var user: String?
    package var password: SecretSource?
    /// What `min-replicas-to-write` is where nothing is fenced.
    package var leastReplicas: Int64
    /// Of one look at a server, or of one call that changes something.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(2)

    package struct Server: Hashable, Sendable {
        package var region: Located<String>
        package var endpoint: Located<Endpoint>

        package init(region: Located<String>, endpoint: Located<Endpoint>) {
            self.region = region
            self.endpoint = endpoint
        }
    }

    package init(
        service: Located<String>, servers: [Server], user: String? = nil, password: SecretSource? = nil,
        leastReplicas: Int64 = 0, timeout: Milliseconds = RedisSettings.standardTimeout
    ) {
        self.service = service
        self.servers = servers
        self.user = user
        self.password = password
        self.leastReplicas = leastReplicas
        self.timeout = timeout
    }
}

extension RedisSettings {
    package var services: [Located<String>] { [service] }
    package var regions: [Located<String>] { servers.map(\.region) }

    package var placeless: RedisSettings {
        var result = self
        result.service = service.placeless
        result.servers = servers.map { Server(region: $0.region.placeless, endpoint: $0.endpoint.placeless) }
        return result
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type.isStateful }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        servers.indices.compactMap { index in
            servers[..<index].first { $0.endpoint.value == servers[index].endpoint.value }
                .map { (servers[index].region, $0.region) }
        }
    }
}
