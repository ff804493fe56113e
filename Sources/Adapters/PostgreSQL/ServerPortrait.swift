import Engine
import Runbook

/// What a server is able to do, for an examination.
struct ServerPortrait: Hashable {
    /// 150018 is 15.18.
    var version: Int
    var user: String
    var isSuperuser: Bool
    /// Roles whose rights it lacks.
    var lacking: [String]
    var canRewind: Bool
    var retryInterval: Milliseconds
    /// The same in all copies of one database.
    var system: String

    static let versions = 130_000..<180_000
    static let tested = 150_000..<160_000

    static let question = """
        select current_setting('server_version_num'), current_user, \
        (select rolsuper from pg_catalog.pg_roles where rolname = current_user), \
        array_to_string(array(select r from unnest(array['pg_monitor', 'pg_signal_backend']) r \
        where not pg_has_role(current_user, r, 'member')), ', '), \
        current_setting('wal_log_hints') = 'on' or current_setting('data_checksums') = 'on', \
        (select setting from pg_catalog.pg_settings where name = 'wal_retrieve_retry_interval'), \
        (select system_identifier from pg_catalog.pg_control_system())
        """

    init?(_ row: PostgresConnection.Row) {
        guard row.count == 7, let version = row[0].flatMap({ Int($0) }), let user = row[1], let superuser = row[2],
            let rewind = row[4], let interval = row[5].flatMap({ Int64($0) }), let system = row[6]
        else { return nil }
        self.version = version
        self.user = user
        isSuperuser = superuser == "t"
        lacking = isSuperuser ? [] : (row[3] ?? "").split(separator: ", ").map(String.init)
        canRewind = rewind == "t"
        retryInterval = Milliseconds(interval)
        self.system = system
    }

    static func read(
        _ connection: PostgresConnection, _ limit: Milliseconds
    ) async throws(PostgresFailure) -> ServerPortrait {
        let rows = try await connection.ask(question, within: limit, isRepeatable: true)
        guard let portrait = rows.first.flatMap(ServerPortrait.init) else {
            throw .senseless(why: "it is no PostgreSQL that can be examined")
        }
        return portrait
    }

    func findings(_ server: PostgresServer) -> [AdapterFinding] {
        let words = "PostgreSQL \(version / 10_000).\(version % 10_000)"
        guard ServerPortrait.versions.contains(version) else {
            return [
                AdapterFinding(.fault, "\(server.place): \(words) is not supported", help: "Versions 13 to 17 are.")
            ]
        }
        var findings = [AdapterFinding(.sound, "\(server.place): \(words), as \(user)")]
        if !ServerPortrait.tested.contains(version) {
            findings.append(
                AdapterFinding(.caution, "\(server.place): \(words) is not what was tested", help: "That was 15."))
        }
        if !isSuperuser {
            findings.append(
                AdapterFinding(
                    lacking.isEmpty ? .caution : .fault,
                    "\(server.place): \(user) is no superuser"
                        + (lacking.isEmpty ? "" : ", and lacks \(lacking.joined(separator: " and "))"),
                    help:
                        "Besides those roles it needs ALTER SYSTEM on default_transaction_read_only and primary_conninfo, pg_checkpoint, and EXECUTE on pg_promote and pg_reload_conf."
                ))
        }
        if !canRewind {
            findings.append(
                AdapterFinding(
                    .caution, "\(server.place): neither wal_log_hints nor data checksums are on",
                    help: "pg_rewind needs one of them; without it, a writer that was left is copied anew."))
        }
        if retryInterval > .seconds(1) {
            findings.append(
                AdapterFinding(
                    .caution,
                    "\(server.place): wal_retrieve_retry_interval is \(retryInterval), which a promotion may have to wait for",
                    help: "Set it to 10ms."))
        }
        return findings
    }
}
