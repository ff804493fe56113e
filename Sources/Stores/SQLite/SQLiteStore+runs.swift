package import Engine
import GRDB
import Runbook

extension SQLiteStore {
    package func summary(of run: String) async throws(StoreError) -> RunSummary {
        let found = try await read { [self] db in try summaries("WHERE id = ?", [run], db) }
        guard let summary = found.first else { throw .noSuchRun(run) }
        return summary
    }

    package func runs() async throws(StoreError) -> [RunSummary] {
        try await read { [self] db in try summaries("ORDER BY started DESC, number DESC", [], db) }
    }

    func header(of run: String, _ number: Int64, _ db: Database) throws -> RunHeader {
        guard let summary = try summaries("WHERE number = ?", [number], db).first else {
            throw StoreError.noSuchRun(run)
        }
        return summary.header
    }

    private func summaries(
        _ clause: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [RunSummary] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT number, id, runbook, version, environment, mode, initiator, started, plan_digest, status, ended,
                    truth, supersedes FROM run \(clause)
                """,
            arguments: arguments
        ).map { row in try summary(row, db) }
    }

    private func summary(_ row: Row, _ db: Database) throws -> RunSummary {
        let number = try row.integer(0, "run.number")
        guard let mode = Mode(rawValue: try row.text(5, "run.mode")) else { throw Row.damaged("run.mode") }
        guard let status = RunStatus(rawValue: try row.text(9, "run.status")) else { throw Row.damaged("run.status") }
        let header = RunHeader(
            run: try row.text(1, "run.id"), runbook: try row.text(2, "run.runbook"),
            version: try row.integer(3, "run.version"), environment: try row.text(4, "run.environment"), mode: mode,
            parameters: try SQLiteStore.parameters(of: number, db), initiator: try row.text(6, "run.initiator"),
            started: Milliseconds(try row.integer(7, "run.started")), planDigest: try row.text(8, "run.plan_digest"),
            sources: try SQLiteStore.sources(of: number, db), claims: try SQLiteStore.claims(of: number, db),
            supersedes: row.hasNull(atIndex: 12) ? nil : try row.text(12, "run.supersedes"))
        return RunSummary(
            header: header, status: status,
            ended: try row.optionalInteger(10, "run.ended").map { Milliseconds($0) },
            truth: try row.text(11, "run.truth"),
            isAttended: try !status.isEnd && isAttended(header.run, try Tenure.find(number, db)))
    }

    /// A living process has the run and has been heard of lately.
    func isAttended(_ run: String, _ tenure: Tenure) -> Bool {
        attendances.isAttended(run, tenure.epoch) && !tenure.hasRunOut(clock)
    }

    private static func parameters(of number: Int64, _ db: Database) throws -> [String: String] {
        let statement = try db.cachedStatement(sql: "SELECT name, value FROM parameter WHERE run = ?")
        var parameters: [String: String] = [:]
        for row in try Row.fetchAll(statement, arguments: [number]) {
            parameters[try row.text(0, "parameter.name")] = try row.text(1, "parameter.value")
        }
        return parameters
    }

    private static func sources(of number: Int64, _ db: Database) throws -> [RunHeader.Source] {
        let statement = try db.cachedStatement(
            sql: "SELECT role, file, text FROM source WHERE run = ? ORDER BY position")
        return try Row.fetchAll(statement, arguments: [number]).map { row in
            guard let role = RunHeader.Source.Role(rawValue: try row.text(0, "source.role")) else {
                throw Row.damaged("source.role")
            }
            return RunHeader.Source(
                role: role, file: try row.text(1, "source.file"), text: try row.text(2, "source.text"))
        }
    }

    private static func claims(of number: Int64, _ db: Database) throws -> [String] {
        let statement = try db.cachedStatement(sql: "SELECT claim FROM claim WHERE run = ? ORDER BY position")
        return try Row.fetchAll(statement, arguments: [number]).map { try $0.text(0, "claim.claim") }
    }
}
