import Engine
import Foundation
import Stores
import Testing

/// The power fails in the middle of a write: the log of the database ends anywhere within its last commit.
@Suite struct TornWriteTests {
    /// The log before and after the last commit.
    struct Torn {
        var database: Data
        var before: (log: Data, records: [JournalRecord])
        var after: (log: Data, records: [JournalRecord])

        /// The bytes that the last commit has written.
        var written: Range<Int> {
            let places = after.log.indices.filter { $0 >= before.log.count || before.log[$0] != after.log[$0] }
            return (places.first ?? 0)..<((places.last ?? 0) + 1)
        }

        /// The log when the writing ended at a byte.
        func cut(at place: Int) -> Data { after.log.prefix(place) + before.log.dropFirst(place) }
    }

    static func prepare(in directory: String) async throws -> Torn {
        func log() throws -> Data {
            try #require(FileManager.default.contents(atPath: directory + "/runs.db-wal"))
        }
        let store = try SQLiteStore(directory: directory)
        let epoch = try await store.create(Samples.header("r1"))
        let records = Samples.records(from: 1, count: 5)
        try await store.append(Array(records[..<4]), to: "r1", epoch: epoch)
        let before = try log()
        try await store.append(Array(records[4...]), to: "r1", epoch: epoch)
        return Torn(
            database: try #require(FileManager.default.contents(atPath: directory + "/runs.db")),
            before: (before, Array(records[..<4])), after: (try log(), records))
    }

    /// Leaves a store with a log that was written so far.
    static func leave(_ torn: Torn, log: Data, in directory: String) throws {
        try torn.database.write(to: URL(fileURLWithPath: directory + "/runs.db"))
        try log.write(to: URL(fileURLWithPath: directory + "/runs.db-wal"))
    }

    /// The records as the next process finds them.
    static func found(in directory: String) async throws -> [JournalRecord] {
        try? FileManager.default.removeItem(atPath: directory + "/runs.db-shm")
        return try await SQLiteStore(reading: directory).records(of: "r1")
    }

    @Test(.timeLimit(.minutes(5)))
    func `a log cut at any byte of its last commit has all that came before, or the commit as a whole`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            #expect(torn.written.count > 4096)
            try await TemporaryDirectory.with { directory in
                try Self.leave(torn, log: torn.before.log, in: directory)
                let log = try #require(FileHandle(forUpdatingAtPath: directory + "/runs.db-wal"))
                var losses = 0
                for place in torn.written {
                    let records = try await Self.found(in: directory)
                    try log.seek(toOffset: UInt64(place))
                    try log.write(contentsOf: [torn.after.log[place]])
                    if records == torn.before.records { losses += 1 }
                    if records != torn.before.records, records != torn.after.records {
                        Issue.record("cut at \(place): \(records.count) records")
                    }
                }
                #expect(losses > 100)
                let whole = try await Self.found(in: directory)
                #expect(whole == torn.after.records)
            }
        }
    }

    @Test func `a log whose last commit was written out of order has all that came before`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            try await TemporaryDirectory.with { directory in
                for place in stride(from: torn.written.lowerBound, to: torn.written.upperBound, by: 97) {
                    var log = torn.after.log
                    log[place] ^= 0x5A
                    try Self.leave(torn, log: log, in: directory)
                    let records = try await Self.found(in: directory)
                    #expect(records == torn.before.records, "changed at \(place)")
                }
            }
        }
    }

    @Test func `a run goes on from where a torn log leaves it`() async throws {
        try await TemporaryDirectory.with { origin in
            let torn = try await Self.prepare(in: origin)
            try await TemporaryDirectory.with { directory in
                let middle = (torn.written.lowerBound + torn.written.upperBound) / 2
                try Self.leave(torn, log: torn.cut(at: middle), in: directory)
                let left = try await Self.found(in: directory)
                #expect(left == torn.before.records)
                let store = try SQLiteStore(directory: directory)
                let epoch = try await store.takeOver("r1")
                try await store.append(Array(torn.after.records[4...]), to: "r1", epoch: epoch)
                let records = try await store.records(of: "r1")
                #expect(records == torn.after.records)
            }
        }
    }
}
