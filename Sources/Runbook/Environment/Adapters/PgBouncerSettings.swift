/// A connection pool that lets the clients of databases wait while the writer moves.
package struct PgBouncerSettings: AdapterKind {
    package static let name = "pgbouncer"
    package static let parts: [Environment.Part] = [.connections]

    /// Where its administration console is reached.
    package var address: Located<Endpoint>
    /// By service, as the pool calls them.
    package var databases: [Database]
    package var user: String
    package var password: SecretSource?
    package var security: PostgresSettings.Security
    /// The longest that a pause may wait for transactions to end; then clients go on.
    package var pauseTimeout: Milliseconds
    /// Of any other call.
    package var timeout: Milliseconds

    package static let standardPauseTimeout = Milliseconds.seconds(2)
    package static let standardTimeout = Milliseconds.seconds(2)

    package struct Database: Hashable, Sendable {
        package var service: Located<String>
        package var name: Located<String>

        package init(service: Located<String>, name: Located<String>) {
            self.service = service
            self.name = name
        }
    }

    package init(
        address: Located<Endpoint>, databases: [Database], user: String, password: SecretSource? = nil,
        security: PostgresSettings.Security = .verified,
        pauseTimeout: Milliseconds = PgBouncerSettings.standardPauseTimeout,
        timeout: Milliseconds = PgBouncerSettings.standardTimeout
    ) {
        self.address = address
        self.databases = databases
        self.user = user
        self.password = password
        self.security = security
        self.pauseTimeout = pauseTimeout
        self.timeout = timeout
    }
}

extension PgBouncerSettings {
    package var services: [Located<String>] { databases.map(\.service) }

    package var placeless: PgBouncerSettings {
        var result = self
        result.address = address.placeless
        result.databases = databases.map { Database(service: $0.service.placeless, name: $0.name.placeless) }
        return result
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool { type == .database }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        databases.indices.compactMap { index in
            databases[..<index].first { $0.name.value == databases[index].name.value }
                .map { (databases[index].service, $0.service) }
        }
    }
}
