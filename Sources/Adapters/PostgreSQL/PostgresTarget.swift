import Runbook

/// Where a server is, and as whom to speak to it.
struct PostgresTarget: Sendable {
    var endpoint: Endpoint
    var database: String
    var user: String
    var password: SecretSource?
    var security: PostgresSettings.Security
    var application = PostgresTarget.applicationName
    /// What the session is set to from its beginning, by name.
    var session: [(name: String, value: String)] = []

    /// What libpq is told, but for the password.
    var parameters: [(name: String, value: String)] {
        var result = [
            ("dbname", database), ("user", user), ("application_name", application),
            ("client_encoding", "UTF8"), ("sslmode", security.mode), ("keepalives_idle", "5"), ("connect_timeout", "0"),
        ]
        if !session.isEmpty {
            result.append(("options", session.map { "-c \($0.name)=\($0.value)" }.joined(separator: " ")))
        }
        switch endpoint {
        case .host(let host, let port): result += [("host", host), ("port", String(port))]
        case .socket(let path):
            // libpq names a socket by its directory and a port.
            let (directory, port) = PostgresTarget.parts(of: path)
            result += [("host", directory), ("port", port)]
        }
        return result.map { (name: $0.0, value: $0.1) }
    }

    static let applicationName = "switchyard"

    /// Of `/run/postgresql/.s.PGSQL.5432`.
    private static func parts(of path: String) -> (directory: String, port: String) {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let port = path[slash...].split(separator: ".").last.map(String.init) ?? "5432"
        return (slash == path.startIndex ? "/" : String(path[..<slash]), port)
    }
}

extension PostgresSettings {
    func target(_ endpoint: Endpoint) -> PostgresTarget {
        PostgresTarget(endpoint: endpoint, database: database, user: user, password: password, security: security)
    }
}

extension PostgresSettings.Security {
    /// For libpq.
    fileprivate var mode: String {
        switch self {
        case .none: "disable"
        case .encrypted: "require"
        case .verified: "verify-full"
        }
    }
}
