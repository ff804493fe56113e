import Engine
import GRDB

/// The tables of a database, and how one of an older version becomes one of this.
struct StoreSchema: Sendable {
    /// Tells its databases from others; "SWYD" for runs.
    var applicationID: Int32 = 0x5357_5944
    /// For messages.
    var file = "runs.db"
    /// Step `n` makes version `n + 1` of version `n`. A released step is never changed.
    var steps: [String]

    var version: Int { steps.count }

    static let current = StoreSchema(steps: [first, standing, lease, mailbox])

    /// Refuses what is not ours or is newer. Returns the version found: 0 for an empty database.
    @discardableResult
    func check(_ db: Database) throws -> Int {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if application != applicationID {
            let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
            guard isEmpty, found == 0, application == 0 else { throw StoreError.unavailable(StoreWords.notOurs(file)) }
            return 0
        }
        guard found <= version else { throw StoreError.newerStore(found: found, known: version) }
        return found
    }

    /// Brings a database to this version, all or nothing.
    func migrate(_ db: Database) throws {
        guard try check(db) < version else { return }
        try db.inTransaction(.immediate) {
            // Another process may have been faster.
            for step in try check(db)..<version { try db.execute(sql: steps[step]) }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    private static let first = """
        CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            format INTEGER NOT NULL,
            runbook TEXT NOT NULL,
            version INTEGER NOT NULL,
            environment TEXT NOT NULL,
            mode TEXT NOT NULL,
            initiator TEXT NOT NULL,
            started INTEGER NOT NULL,
            plan_digest TEXT NOT NULL,
            status TEXT NOT NULL,
            ended INTEGER,
            truth TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            records INTEGER NOT NULL,
            head BLOB NOT NULL
        ) STRICT;
        CREATE TABLE parameter (
            run INTEGER NOT NULL REFERENCES run,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run, name)
        ) STRICT;
        CREATE TABLE source (
            run INTEGER NOT NULL REFERENCES run,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            file TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (run, position)
        ) STRICT;
        CREATE TABLE claim (
            run INTEGER NOT NULL REFERENCES run,
            position INTEGER NOT NULL,
            claim TEXT NOT NULL,
            is_held INTEGER NOT NULL,
            PRIMARY KEY (run, position)
        ) STRICT;
        CREATE UNIQUE INDEX held_claim ON claim (claim) WHERE is_held;
        CREATE TABLE record (
            run INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            event TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (run, sequence)
        ) STRICT, WITHOUT ROWID;
        """

    /// What people tell runs, and what became of it; and whose place a run takes.
    private static let mailbox = """
        ALTER TABLE run ADD COLUMN supersedes TEXT;
        CREATE TABLE message (
            run INTEGER NOT NULL REFERENCES run,
            number INTEGER NOT NULL,
            time INTEGER NOT NULL,
            person TEXT NOT NULL,
            event TEXT NOT NULL,
            reason TEXT NOT NULL,
            plan_digest TEXT NOT NULL,
            record INTEGER,
            refusal TEXT,
            PRIMARY KEY (run, number)
        ) STRICT, WITHOUT ROWID;
        """

    /// What is remembered of an environment's regions from run to run.
    private static let standing = """
        CREATE TABLE writer (
            environment TEXT NOT NULL,
            service TEXT NOT NULL,
            region TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES run,
            PRIMARY KEY (environment, service)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unfenced (
            environment TEXT NOT NULL,
            region TEXT NOT NULL,
            service TEXT NOT NULL,
            run INTEGER NOT NULL REFERENCES run,
            PRIMARY KEY (environment, region, service)
        ) STRICT, WITHOUT ROWID;
        """

    private static let lease = """
        ALTER TABLE run ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN lease_boot TEXT NOT NULL DEFAULT '';
        ALTER TABLE run ADD COLUMN lease_time INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN lease_renewed INTEGER NOT NULL DEFAULT 0;
        """
}
