package import Engine
import GRDB
import Runbook

extension SQLiteStore {
    package func standing(of environment: String) async throws(StoreError) -> Standing {
        try await read { db in
            var standing = Standing()
            let writers = try Row.fetchAll(
                db, sql: "SELECT service, region FROM writer WHERE environment = ?", arguments: [environment])
            for row in writers { standing.writers[row[0]] = row[1] }
            let unfenced = try Row.fetchAll(
                db, sql: "SELECT region, service FROM unfenced WHERE environment = ?", arguments: [environment])
            for row in unfenced { standing.unfenced.insert(Standing.Place(region: row[0], service: row[1])) }
            return standing
        }
    }

    package func remember(_ change: StandingChange, of run: String, epoch: Epoch) async throws(StoreError) {
        try await write { [self] db in
            let row = try RunRow.find(run, heldBy: epoch, db)
            let environment = try header(of: run, row.number, db).environment
            for (service, region) in change.writers {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO writer (environment, service, region, run) VALUES (?, ?, ?, ?)",
                    arguments: [environment, service, region, row.number])
            }
            for place in change.settled {
                try db.execute(
                    sql: "DELETE FROM unfenced WHERE environment = ? AND region = ? AND service = ?",
                    arguments: [environment, place.region, place.service])
            }
            for place in change.unfenced {
                try db.execute(
                    sql: "INSERT OR IGNORE INTO unfenced (environment, region, service, run) VALUES (?, ?, ?, ?)",
                    arguments: [environment, place.region, place.service, row.number])
            }
        }
    }

    package func forget(_ environment: String) async throws(StoreError) {
        try await write { db in
            for table in ["writer", "unfenced"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE environment = ?", arguments: [environment])
            }
        }
    }
}
