package import Engine
import GRDB
import Runbook

extension SQLiteStore {
    package func send(_ message: OperatorMessage, to run: String) async throws(StoreError) -> Int64 {
        guard [message.person, message.reason, message.planDigest].allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .unavailable(StoreWords.zeroByteInMessage)
        }
        return try await write { db in
            let row = try RunRow.find(run, db)
            guard !row.status.isEnd else { throw StoreError.alreadyEnded(run) }
            let next = try Int64.fetchOne(
                db, sql: "SELECT COALESCE(MAX(number), 0) + 1 FROM message WHERE run = ?", arguments: [row.number])
            let number = next ?? 1
            try db.execute(
                sql: """
                    INSERT INTO message (run, number, time, person, event, reason, plan_digest)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    row.number, number, message.time.rawValue, message.person, EventCoder.encode(message.event),
                    message.reason, message.planDigest,
                ])
            return number
        }
    }

    package func messages(of run: String, after number: Int64) async throws(StoreError) -> [PostedMessage] {
        try await read { db in
            guard try SQLiteStore.hasMessages(run, after: number, db) else { return [] }
            let statement = try db.cachedStatement(
                sql: """
                    SELECT message.number, time, person, event, reason, message.plan_digest, record, refusal
                    FROM message JOIN run ON run.number = message.run
                    WHERE run.id = ? AND message.number > ? ORDER BY message.number
                    """)
            return try Row.fetchAll(statement, arguments: [run, number]).map { row in
                try SQLiteStore.message(row, of: run)
            }
        }
    }

    /// Most of the time nothing is there, and then this is all that is asked.
    private static func hasMessages(_ run: String, after number: Int64, _ db: Database) throws -> Bool {
        let statement = try RawStatement(
            db,
            """
            SELECT 1 FROM message WHERE run = (SELECT number FROM run WHERE id = ?) AND number > ? LIMIT 1
            """)
        var id = run
        return try id.withUTF8 { id in
            try statement.bind(1, text: id)
            try statement.bind(2, number)
            return try statement.first { true } ?? false
        }
    }

    /// Only what nobody has answered: what became of a message stays what it was.
    static func answer(_ replies: [MessageReply], of run: Int64, _ db: Database) throws {
        for reply in replies {
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE message SET record = ?, refusal = ?
                    WHERE run = ? AND number = ? AND record IS NULL AND refusal IS NULL
                    """)
            switch reply.outcome {
            case .accepted(let sequence):
                try statement.execute(arguments: [sequence, nil as String?, run, reply.number])
            case .refused(let why):
                try statement.execute(arguments: [nil as Int64?, why, run, reply.number])
            }
        }
    }

    /// Nobody will hear them any more.
    static func refuseOpenMessages(of run: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE message SET refusal = ? WHERE run = ? AND record IS NULL AND refusal IS NULL",
            arguments: [StoreWords.endedUnheard, run])
    }

    private static func message(_ row: Row, of run: String) throws -> PostedMessage {
        let number = try row.integer(0, "message.number")
        let text = try row.text(3, "message.event")
        let event: Event
        do throws(MalformedEvent) {
            event = try EventCoder.decode(text)
        } catch {
            throw StoreError.unavailable("message \(number) to \(run) cannot be read: \(error.reason)")
        }
        let outcome: MessageReply.Outcome?
        if let record = try row.optionalInteger(6, "message.record") {
            outcome = .accepted(sequence: record)
        } else {
            outcome = row.hasNull(atIndex: 7) ? nil : .refused(why: try row.text(7, "message.refusal"))
        }
        return PostedMessage(
            number: number,
            message: OperatorMessage(
                event: event, person: try row.text(2, "message.person"), reason: try row.text(4, "message.reason"),
                time: Milliseconds(try row.integer(1, "message.time")),
                planDigest: try row.text(5, "message.plan_digest")),
            outcome: outcome)
    }
}
