package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension PgBouncerAdapter {
    package func examine() async -> [AdapterFinding] {
        do throws(PostgresFailure) {
            let version = try await console.ask("show version", within: settings.timeout).first?[0] ?? "PgBouncer"
            // Whoever may only look is refused here.
            let configuration = try await console.table("show config", within: settings.timeout)
            let pools = try await pools(within: settings.timeout)
            return [AdapterFinding(.sound, "\(place): \(version)")] + mode(configuration) + databases(pools)
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(place): \(error.sentence)",
                    help:
                        "Switchyard connects to its console, the database pgbouncer, as \(settings.user), which has to be among admin_users."
                )
            ]
        }
    }

    private func mode(_ configuration: [[String: String]]) -> [AdapterFinding] {
        let values = configuration.first { $0["key"] == "pool_mode" }
        guard values?["value"] == "session" else { return [] }
        return [
            AdapterFinding(
                .caution, "\(place): it pools sessions, so that a pause waits for clients to disconnect",
                help: "Use pool_mode = transaction where clients allow it.")
        ]
    }

    private func databases(_ pools: [String: Pool]) -> [AdapterFinding] {
        databases.enumerated().compactMap { service, name in
            guard let name else { return nil }
            switch pools[name] {
            case .open:
                return AdapterFinding(.sound, "clients of \(topology.services[service].name) use its database \(name)")
            case .paused:
                return AdapterFinding(
                    .caution, "clients of \(topology.services[service].name) are kept waiting by it",
                    help: "\"resume \(name)\" lets them go on.")
            case nil:
                return AdapterFinding(
                    .fault, "\(place) has no database \(name) for \(topology.services[service].name)",
                    help: "Write one of \(pools.keys.filter { $0 != "pgbouncer" }.sorted().joined(separator: ", ")).")
            }
        }
    }
}
