/// The least that has to be known of a server in the time without a writer: a question that costs next to nothing.
struct ServerGlance: Hashable {
    /// It follows another one, or waits for one to follow.
    var isStandby: Bool
    /// New transactions may not write unless they insist.
    var isReadOnly: Bool
    /// Up to where it has written, or as a standby has taken changes over; nil for a standby that has none yet.
    var end: LogPosition?
    /// When that was, by its own clock, as it writes it.
    var moment: String

    static let question = """
        select pg_is_in_recovery(), current_setting('default_transaction_read_only'), \
        case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end, \
        clock_timestamp()
        """

    /// Nil for an answer of another shape.
    init?(_ row: PostgresConnection.Row) {
        guard row.count == 4, let isStandby = row[0], let isReadOnly = row[1], let moment = row[3] else { return nil }
        self.isStandby = isStandby == "t"
        self.isReadOnly = isReadOnly == "on"
        end = row[2].flatMap(LogPosition.init)
        self.moment = moment
    }
}
