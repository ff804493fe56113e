import Runbook

/// What one server says of itself at one moment.
struct ServerSight: Hashable {
    /// It follows another one, or waits for one to follow.
    var isStandby: Bool
    /// New transactions may not write unless they insist.
    var isReadOnly: Bool
    /// Clients that are writing just now.
    var writers: Int
    /// Of what it has written: up to where its log is safe. A standby has none.
    var flushed: LogPosition?
    /// A standby's: up to where it has taken changes over, and up to where it has them.
    var replayed: LogPosition?
    var received: LogPosition?
    var timeline: UInt32?
    /// By its own clock.
    var now: Milliseconds
    /// When the last transaction that it has taken over was committed, by its source's clock.
    var lastCommit: Milliseconds?
    var isPaused: Bool
    /// How it is told to reach its source.
    var source: ConnectionString?
    /// From where changes arrive, when they do.
    var sender: Endpoint?
    var isReceiving: Bool
    /// Its own address as it knows it.
    var address: Endpoint?

    /// One row, all of it at one moment.
    static let question = """
        select pg_is_in_recovery(), \
        current_setting('default_transaction_read_only'), \
        (select count(*) from pg_catalog.pg_stat_get_activity(null) where backend_type = 'client backend' \
        and pid <> pg_backend_pid() and backend_xid is not null and application_name <> 'switchyard'), \
        case when pg_is_in_recovery() then null else pg_current_wal_flush_lsn() end, \
        pg_last_wal_replay_lsn(), pg_last_wal_receive_lsn(), \
        case when pg_is_in_recovery() then coalesce((select received_tli from pg_catalog.pg_stat_wal_receiver), \
        greatest((select min_recovery_end_timeline from pg_catalog.pg_control_recovery()), \
        (select max(('x' || left(name, 8))::bit(32)::int) from pg_catalog.pg_ls_waldir() \
        where name ~ '^[0-9A-F]{24}$'))) \
        else ('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8))::bit(32)::int end, \
        floor(extract(epoch from clock_timestamp()) * 1000)::bigint, \
        floor(extract(epoch from pg_last_xact_replay_timestamp()) * 1000)::bigint, \
        case when pg_is_in_recovery() then pg_is_wal_replay_paused() else false end, \
        current_setting('primary_conninfo', true), \
        (select sender_host || ' ' || sender_port from pg_catalog.pg_stat_wal_receiver where status = 'streaming'), \
        (select count(*) from pg_catalog.pg_stat_wal_receiver where status = 'streaming'), \
        host(inet_server_addr()) || ' ' || inet_server_port()
        """

    /// Nil for an answer of another shape.
    init?(_ row: PostgresConnection.Row) {
        guard row.count == 14, let isStandby = row[0], let isReadOnly = row[1],
            let writers = row[2].flatMap({ Int($0) }), let now = row[7].flatMap({ Int64($0) }), let paused = row[9]
        else { return nil }
        self.isStandby = isStandby == "t"
        self.isReadOnly = isReadOnly == "on"
        self.writers = writers
        (flushed, replayed, received) = (
            row[3].flatMap(LogPosition.init), row[4].flatMap(LogPosition.init), row[5].flatMap(LogPosition.init)
        )
        timeline = row[6].flatMap { UInt32($0) }.flatMap { $0 == 0 ? nil : $0 }
        self.now = Milliseconds(now)
        lastCommit = row[8].flatMap { Int64($0) }.map { Milliseconds($0) }
        isPaused = paused == "t"
        source = row[10].flatMap { $0.isEmpty ? nil : ConnectionString($0) }
        sender = ServerSight.endpoint(row[11])
        isReceiving = row[12] == "1"
        address = ServerSight.endpoint(row[13])
    }

    private static func endpoint(_ text: String?) -> Endpoint? {
        guard let parts = text?.split(separator: " "), parts.count == 2, let port = Int(parts[1]) else { return nil }
        let host = String(parts[0])
        return host.hasPrefix("/") ? Endpoint("\(host)/.s.PGSQL.\(port)") : .host(host, port: port)
    }

    /// Writes are not acknowledged any more.
    var isFenced: Bool { isReadOnly && writers == 0 }

    /// A standby's: up to where it has changes, taken over or not.
    var furthest: LogPosition? {
        guard let replayed else { return received }
        return received.map { max($0, replayed) } ?? replayed
    }

    /// Up to where it holds the changes of its cluster.
    var end: LogPosition? { isStandby ? replayed : flushed }
}
