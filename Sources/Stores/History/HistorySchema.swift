/// The tables of a history.
enum HistorySchema {
    /// "SWYH": tells our databases from others.
    static let applicationID: Int32 = 0x5357_5948

    static let current = StoreSchema(applicationID: applicationID, file: SQLiteHistory.fileName, steps: [first])

    /// Rows of a series lie together in the order of time, so that reading one is reading on.
    private static let first = """
        CREATE TABLE series (
            number INTEGER PRIMARY KEY,
            environment TEXT NOT NULL,
            region TEXT NOT NULL,
            service TEXT NOT NULL,
            metric TEXT NOT NULL,
            UNIQUE (environment, region, service, metric)
        ) STRICT;
        CREATE TABLE raw (
            series INTEGER NOT NULL,
            time INTEGER NOT NULL,
            value REAL,
            PRIMARY KEY (series, time)
        ) STRICT, WITHOUT ROWID;
        \(rollup("minute"))
        \(rollup("hour"))
        \(rollup("day"))
        CREATE TABLE drill (
            number INTEGER PRIMARY KEY,
            environment TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            time INTEGER NOT NULL,
            plan_digest TEXT NOT NULL,
            findings TEXT NOT NULL
        ) STRICT;
        CREATE INDEX drill_by_regions ON drill (environment, source, target, time);
        """

    private static func rollup(_ table: String) -> String {
        """
        CREATE TABLE \(table) (
            series INTEGER NOT NULL,
            time INTEGER NOT NULL,
            asked INTEGER NOT NULL,
            known INTEGER NOT NULL,
            sum REAL NOT NULL,
            low REAL,
            high REAL,
            PRIMARY KEY (series, time)
        ) STRICT, WITHOUT ROWID;
        """
    }
}
