import Engine
import Foundation
import Stores
import Testing

/// The power fails in the middle of a write: the log of the database ends anywhere within its last commit.
@Suite struct TornWriteTests {
    struct Torn {
        var database: Data
        var log: Data
        /// The length of the log before the last commit.
        var durable: Int
        var before: [JournalRecord]
        var after: [JournalRecord]
    }

    static func prepare(in directory: String) async throws -> Torn {
        let store = try SQLiteStore(directory: directory)
        let epoch = try await store.create(Samples.header("r1"))
        let records = Samples.records(from: 1, count: 5)
        try await store.append(Array(records[..<4]), to: "r1", epoch: epoch)
        let durable = try #require(FileManager.default.contents(atPath: directory + "/runs.db-wal")).count
        try await store.append(Array(records[4...]), to: "r1", epoch: epoch)
        return Torn(
            database: try #require(FileManager.default.contents(atPath: directory + "/runs.db")),
            log: try #require(FileManager.default.contents(atPath: directory + "/runs.db-wal")), durable: durable,
            before: Array(records[..<4]), after: records)
    }

    /// The records as a store finds them that was left with this log.
    static func found(_ torn: Torn, log: Data, in directory: String) async throws -> [JournalRecord] {
        try torn.database.write(to: URL(fileURLWithPath: directory + "/runs.db"))
        try log.write(to: URL(fileURLWithPath: directory + "/runs.db-wal"))
        try? FileManager.default.removeItem(atPath: directory + "/runs.db-shm")
        return try await SQLiteStore(reading: directory).records(of: "r1")
    }

    /// Every byte around the boundaries of the log's frames, some between; `scripts/torn-writes` cuts at all of them.
    private static func isWorthCutting(_ length: Int) -> Bool {
        let place = (length - 32) % (24 + 4096)
        return place < 40 || place > 4080 || length % 61 == 0
    }

    @Test(.timeLimit(.minutes(5)))
    func `a log cut within its last commit has all that came before, or the commit as a whole`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            #expect(torn.log.count > torn.durable)
            try await TemporaryDirectory.with { directory in
                for length in torn.durable..<torn.log.count where Self.isWorthCutting(length) {
                    let records = try await Self.found(torn, log: torn.log.prefix(length), in: directory)
                    if records != torn.before { Issue.record("cut at \(length): \(records.count) records") }
                }
                let whole = try await Self.found(torn, log: torn.log, in: directory)
                #expect(whole == torn.after)
            }
        }
    }

    @Test func `a log whose last commit was written out of order has all that came before`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            try await TemporaryDirectory.with { directory in
                for offset in stride(from: torn.durable, to: torn.log.count, by: 97) {
                    var log = torn.log
                    log[offset] ^= 0x5A
                    let records = try await Self.found(torn, log: log, in: directory)
                    #expect(records == torn.before || records == torn.after, "changed at \(offset)")
                }
            }
        }
    }

    @Test func `a run goes on from where a torn log leaves it`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            try await TemporaryDirectory.with { directory in
                _ = try await Self.found(torn, log: torn.log.dropLast(100), in: directory)
                let store = try SQLiteStore(directory: directory)
                let epoch = try await store.takeOver("r1")
                try await store.append(Array(torn.after[4...]), to: "r1", epoch: epoch)
                let records = try await store.records(of: "r1")
                #expect(records == torn.after)
            }
        }
    }
}
