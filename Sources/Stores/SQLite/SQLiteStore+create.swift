package import Engine
import Foundation
import GRDB
package import Runbook

extension SQLiteStore {
    package func create(
        _ header: RunHeader, succeeding succession: Succession?
    ) async throws(StoreError) -> Epoch {
        guard !isReadOnly else { throw .unavailable(StoreWords.readOnly(database.path)) }
        guard SQLiteStore.texts(of: header).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .unavailable(StoreWords.zeroByte)
        }
        let epoch = try await write { [self] db in
            if let succession { try SQLiteStore.end(succession, db) }
            try SQLiteStore.checkIsFree(header.run, db)
            let epoch = try SQLiteStore.nextEpoch(db)
            let number = try SQLiteStore.insertRun(header, epoch, db)
            try SQLiteStore.insertClaims(header, number, db)
            try SQLiteStore.insertInputs(header, number, db)
            try Tenure.renew(number, at: header.started, for: leaseLife, clock, db)
            try attendances.take(header.run, epoch)
            return epoch
        }
        tallies.note(0, of: header.run)
        await checkpoint(.restart)
        if let succession {
            attendances.giveBack(succession.run, succession.epoch)
            tallies.forget(succession.run)
        }
        return epoch
    }

    private static func end(_ succession: Succession, _ db: Database) throws {
        let row = try RunRow.find(succession.run, heldBy: succession.epoch, db)
        _ = try append([succession.record], to: succession.run, row, db)
        try conclude(row.number, .stopped, succession.truth, at: succession.record.time, db)
    }

    package func takeOver(_ run: String) async throws(StoreError) -> Epoch {
        let kept = tallies.noted(of: run)
        return try await write { [self] db in
            let row = try RunRow.find(run, db)
            try row.checkHolds(kept, of: run)
            guard !row.status.isEnd else { throw StoreError.alreadyEnded(run) }
            let tenure = try Tenure.find(row.number, db)
            guard !isAttended(run, tenure) else { throw StoreError.attended(run: run) }
            let epoch = try SQLiteStore.nextEpoch(db)
            try db.execute(
                sql: "UPDATE run SET epoch = ?, status = ?, ended = NULL, truth = '' WHERE number = ?",
                arguments: [epoch.rawValue, RunStatus.running.rawValue, row.number])
            let time = tenure.time(clock, speed: 1) ?? tenure.time
            try Tenure.renew(row.number, at: time, for: leaseLife, clock, db)
            try attendances.take(run, epoch)
            attendances.discard(run, tenure.epoch)
            return epoch
        }
    }

    package func lease(of run: String, epoch: Epoch) -> (any RunLease)? { SQLiteLease(self, run, epoch) }

    package func time(in run: String, speed: Double) async throws(StoreError) -> Milliseconds? {
        try await read { [clock] db in
            try Tenure.find(try RunRow.find(run, db).number, db).time(clock, speed: speed)
        }
    }

    /// Above that of every run in the store: whoever has a region now has a higher one than whoever had it before.
    private static func nextEpoch(_ db: Database) throws -> Epoch {
        Epoch(rawValue: try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(epoch), 0) + 1 FROM run") ?? 1)
    }

    /// SQLite's texts end at a zero byte, and cutting one short unseen is no way to keep it.
    private static func texts(of header: RunHeader) -> [String] {
        [header.run, header.runbook, header.environment, header.initiator, header.planDigest] + header.claims
            + [header.supersedes].compactMap { $0 }
            + header.parameters.flatMap { [$0.key, $0.value] } + header.sources.flatMap { [$0.file, $0.text] }
    }

    private static func checkIsFree(_ run: String, _ db: Database) throws {
        let isTaken = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)", arguments: [run])
        guard isTaken == false else { throw StoreError.unavailable(StoreWords.taken(run)) }
    }

    private static func insertRun(_ header: RunHeader, _ epoch: Epoch, _ db: Database) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO run (id, format, runbook, version, environment, mode, initiator, started, plan_digest,
                    status, truth, epoch, records, head, supersedes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, ?, ?)
                """,
            arguments: [
                header.run, EventCoder.version, header.runbook, header.version, header.environment,
                header.mode.rawValue, header.initiator, header.started.rawValue, header.planDigest,
                RunStatus.running.rawValue, epoch.rawValue, Data(RecordChain(header).head),
                header.supersedes,
            ])
        return db.lastInsertedRowID
    }

    /// A claim is held by at most one run: the index sees to it, and the question tells by whom.
    private static func insertClaims(_ header: RunHeader, _ number: Int64, _ db: Database) throws {
        for (position, claim) in header.claims.enumerated() {
            let holder = try String.fetchOne(
                db, sql: "SELECT run.id FROM claim JOIN run ON run.number = claim.run WHERE claim = ? AND is_held",
                arguments: [claim])
            if let holder, holder != header.run { throw StoreError.claimed(by: holder, claim: claim) }
            try db.execute(
                sql: "INSERT INTO claim (run, position, claim, is_held) VALUES (?, ?, ?, ?)",
                arguments: [number, position, claim, holder == nil])
        }
    }

    private static func insertInputs(_ header: RunHeader, _ number: Int64, _ db: Database) throws {
        for (name, value) in header.parameters {
            try db.execute(
                sql: "INSERT INTO parameter (run, name, value) VALUES (?, ?, ?)", arguments: [number, name, value])
        }
        for (position, source) in header.sources.enumerated() {
            try db.execute(
                sql: "INSERT INTO source (run, position, role, file, text) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, position, source.role.rawValue, source.file, source.text])
        }
    }
}
