/// One data set with a Redis server in each region, of which one is the writer and the others are its replicas.
package struct RedisSettings: AdapterKind {
    package static let name = "redis"
    package static let parts: [Environment.Part] = [.data]

    package var service: Located<String>
    /// By region.
    package var servers: [DatabaseServer]
    package var user: String?
    package var password: SecretSource?
    /// What `min-replicas-to-write` is where nothing is fenced.
    package var leastReplicas: Int64
    /// Of one look at a server, or of one call that changes something.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(2)

    package init(
        service: Located<String>, servers: [DatabaseServer], user: String? = nil, password: SecretSource? = nil,
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
        result.servers = servers.map(\.placeless)
        return result
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type.isStateful }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        servers.entangled
    }
}
