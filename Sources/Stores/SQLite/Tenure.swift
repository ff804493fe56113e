import Engine
import GRDB
import Runbook

/// Who has a run, and until when, as the database has it.
struct Tenure: Sendable {
    var epoch: Epoch
    /// By the boot clock.
    var until: Milliseconds
    var boot: String
    /// The run's own time when the lease was last renewed, and the boot clock's then.
    var time: Milliseconds
    var renewed: Milliseconds

    static func find(_ number: Int64, _ db: Database) throws -> Tenure {
        let row = try Row.fetchOne(
            db, sql: "SELECT epoch, lease_until, lease_boot, lease_time, lease_renewed FROM run WHERE number = ?",
            arguments: [number])
        guard let row else { throw Row.damaged("run.epoch") }
        return Tenure(
            epoch: Epoch(rawValue: try row.integer(0, "run.epoch")),
            until: Milliseconds(try row.integer(1, "run.lease_until")), boot: try row.text(2, "run.lease_boot"),
            time: Milliseconds(try row.integer(3, "run.lease_time")),
            renewed: Milliseconds(try row.integer(4, "run.lease_renewed")))
    }

    static func renew(
        _ number: Int64, at time: Milliseconds, for life: Milliseconds, _ clock: BootClock, _ db: Database
    ) throws {
        let now = clock.now
        let statement = try db.cachedStatement(
            sql: """
                UPDATE run SET lease_until = ?, lease_boot = ?, lease_time = ?, lease_renewed = ? WHERE number = ?
                """)
        try statement.execute(
            arguments: [(now + life).rawValue, clock.boot, time.rawValue, now.rawValue, number])
    }

    /// What time it is in the run; nil when the machine has restarted since.
    func time(_ clock: BootClock, speed: Double) -> Milliseconds? {
        guard boot == clock.boot, !boot.isEmpty else { return nil }
        let passed = max(0, (clock.now - renewed).rawValue)
        return time + Milliseconds(speed == 1 ? passed : Int64(Double(passed) * speed))
    }

    /// A lease that was given on another start of the machine says nothing: whoever had it is gone.
    func hasRunOut(_ clock: BootClock) -> Bool { boot != clock.boot || until <= clock.now }
}
