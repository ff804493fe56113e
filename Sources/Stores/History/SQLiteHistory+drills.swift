package import Engine
import GRDB
import Runbook

extension SQLiteHistory {
    package func keep(_ record: DrillRecord) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO drill (environment, source, target, time, plan_digest, findings)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    record.environment, record.source, record.target, record.time.rawValue, record.planDigest,
                    record.findings,
                ])
        }
    }

    package func drills(
        of environment: String, from source: String, to target: String, atMost count: Int
    ) async throws(StoreError) -> [DrillRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT time, plan_digest, findings FROM drill
                    WHERE environment = ? AND source = ? AND target = ? ORDER BY time DESC, number DESC LIMIT ?
                    """,
                arguments: [environment, source, target, count]
            ).map { row in
                DrillRecord(
                    environment: environment, source: source, target: target, time: Milliseconds(row["time"]),
                    planDigest: row["plan_digest"], findings: row["findings"])
            }
        }
    }
}
