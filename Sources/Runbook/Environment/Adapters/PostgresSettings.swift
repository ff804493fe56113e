/// One database with a server in each region, of which one is the writer and the others follow it.
package struct PostgresSettings: AdapterKind {
    package static let name = "postgresql"
    package static let parts: [Environment.Part] = [.data]

    package var service: Located<String>
    /// By region.
    package var servers: [DatabaseServer]
    package var database: String
    package var user: String
    package var password: SecretSource?
    package var security: Security
    package var fence: Fence
    /// A program that starts, stops and rebuilds servers where SQL cannot; its path and arguments.
    package var control: [Located<String>]
    /// Of a look, a measurement or an examination of one server.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(2)
    package static let standardDatabase = "postgres"

    /// How the right to write is taken away.
    package enum Fence: String, Hashable, Sendable, CaseIterable {
        /// The server goes on running and becomes read-only; whoever is connected is cut off.
        case hot
        /// The server is shut down, and whoever starts it again gets a standby.
        case stop
    }

    /// Of connections.
    package enum Security: String, Hashable, Sendable, CaseIterable {
        case none, encrypted
        /// Encrypted, and the server's certificate and name are verified.
        case verified
    }

    package init(
        service: Located<String>, servers: [DatabaseServer], database: String = PostgresSettings.standardDatabase,
        user: String, password: SecretSource? = nil, security: Security = .verified, fence: Fence = .hot,
        control: [Located<String>] = [], timeout: Milliseconds = PostgresSettings.standardTimeout
    ) {
        self.service = service
        self.servers = servers
        self.database = database
        self.user = user
        self.password = password
        self.security = security
        self.fence = fence
        self.control = control
        self.timeout = timeout
    }
}

extension PostgresSettings {
    package var services: [Located<String>] { [service] }
    package var regions: [Located<String>] { servers.map(\.region) }

    package var placeless: PostgresSettings {
        var result = self
        result.service = service.placeless
        result.servers = servers.map(\.placeless)
        result.control = control.map(\.placeless)
        return result
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type == .database }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        servers.entangled
    }
}
