import Runbook

/// The server of one region: one connection to look and one to act, so that neither waits for the other.
struct PostgresServer: Sendable {
    let region: String
    let endpoint: Endpoint
    let looking: PostgresConnection
    let acting: PostgresConnection

    init(region: String, endpoint: Endpoint, _ settings: PostgresSettings) {
        self.region = region
        self.endpoint = endpoint
        looking = PostgresConnection(settings.target(endpoint))
        acting = PostgresConnection(settings.target(endpoint))
    }

    /// For messages.
    var place: String { "postgresql of \(region) at \(endpoint)" }

    func sight(within limit: Milliseconds) async throws(PostgresFailure) -> ServerSight {
        try await ServerSight.read(from: looking, within: limit)
    }
}

extension ServerSight {
    static func read(
        from connection: PostgresConnection, within limit: Milliseconds
    ) async throws(PostgresFailure) -> ServerSight {
        let rows = try await connection.ask(question, within: limit, isRepeatable: true)
        guard let sight = rows.first.flatMap(ServerSight.init) else {
            throw .senseless(why: "it is no look at a server")
        }
        return sight
    }
}
