import Engine
import Foundation
import GRDB
import Runbook
import Testing

@testable import Stores

/// Whatever is changed behind the store's back is found, and the first record that is not as it was is named.
@Suite struct RecordChainTests {
    static let changes: [(change: String, first: Int64)] = [
        ("UPDATE record SET event = 'sampled 3 breaches' WHERE sequence = 10", 10),
        ("UPDATE record SET time = time + 1 WHERE sequence = 1", 1),
        ("UPDATE record SET detail = 'somebody else' WHERE sequence = 20", 20),
        ("UPDATE record SET hash = zeroblob(32) WHERE sequence = 7", 7),
        ("UPDATE record SET hash = x'00' WHERE sequence = 7", 7),
        ("DELETE FROM record WHERE sequence = 1", 1),
        ("DELETE FROM record WHERE sequence = 12", 12),
        ("DELETE FROM record WHERE sequence = 20", 20),
        ("DELETE FROM record WHERE sequence > 15", 16),
        ("DELETE FROM record", 1),
        ("DELETE FROM record WHERE sequence = 20; UPDATE run SET records = 19", 19),
        ("INSERT INTO record SELECT run, 21, time, event, detail, hash FROM record WHERE sequence = 20", 21),
        ("INSERT INTO record SELECT run, 0, time, event, detail, hash FROM record WHERE sequence = 20", 1),
        ("UPDATE record SET sequence = -5 WHERE sequence = 5", 1),
        (
            """
            UPDATE record SET event = 'sampled 4 holds', hash = zeroblob(32) WHERE sequence = 20;
            UPDATE run SET head = zeroblob(32)
            """, 20
        ),
        ("UPDATE run SET head = zeroblob(32)", 20),
        ("UPDATE run SET plan_digest = 'ff'", 1),
        ("UPDATE run SET initiator = 'eve'", 1),
        ("UPDATE parameter SET value = 'eu-west-1' WHERE name = 'target'", 1),
        ("UPDATE source SET text = text || ' ' WHERE position = 0", 1),
        ("UPDATE record SET event = CAST(x'FF' AS TEXT) WHERE sequence = 3", 3),
    ]

    @Test(arguments: changes)
    func `a change is found at the first record that it touches`(change: String, first: Int64) async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 20), to: "r1", epoch: epoch)
            try await store.conclude("r1", epoch: epoch, status: .held, truth: "", at: .zero)
            let count = try await store.records(of: "r1").count
            #expect(count == 20)
            try await store.database.write { db in try db.execute(sql: change) }
            await #expect(throws: StoreError.brokenChain(run: "r1", sequence: first)) {
                _ = try await store.records(of: "r1")
            }
        }
    }

    @Test(arguments: [0, 1, 19])
    func `records that are taken off a run that is being executed are missed`(left: Int64) async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 20), to: "r1", epoch: epoch)
            try await store.database.write { db in
                try db.execute(sql: "DELETE FROM record WHERE sequence > ?", arguments: [left])
            }
            await #expect(throws: StoreError.recordsLost(run: "r1", left: left, kept: 20)) {
                _ = try await store.records(of: "r1")
            }
        }
    }

    @Test func `a hash that belongs to another run's record is found`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            for run in ["r1", "r2"] {
                let epoch = try await store.create(Samples.header(run, claims: [run]))
                try await store.append(Samples.records(from: 1, count: 5), to: run, epoch: epoch)
            }
            try await store.database.write { db in
                try db.execute(
                    sql: """
                        UPDATE record SET hash = (SELECT hash FROM record AS other
                            WHERE other.run <> record.run AND other.sequence = record.sequence) WHERE run = 1 AND sequence = 4
                        """)
            }
            await #expect(throws: StoreError.brokenChain(run: "r1", sequence: 4)) {
                _ = try await store.records(of: "r1")
            }
        }
    }

    @Test func `a record that the chain vouches for and nobody can read says so`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            let header = Samples.header("r1")
            _ = try await store.create(header)
            var chain = RecordChain(header)
            chain.add(sequence: 1, time: 5, "danced 3", "")
            let head = Data(chain.head)
            try await store.database.write { db in
                try db.execute(sql: "INSERT INTO record VALUES (1, 1, 5, 'danced 3', '', ?)", arguments: [head])
                try db.execute(sql: "UPDATE run SET records = 1, head = ?", arguments: [head])
            }
            await #expect(
                throws: StoreError.unreadable(
                    run: "r1", sequence: 1, why: "no event begins like this in \"danced 3\"")
            ) { _ = try await store.records(of: "r1") }
            try await store.database.write { db in try db.execute(sql: "UPDATE run SET format = 9") }
            await #expect(
                throws: StoreError.unreadable(
                    run: "r1", sequence: 0, why: "its records are in format 9, and this version reads 1 to 1")
            ) { _ = try await store.records(of: "r1") }
        }
    }

    /// A released chain can be computed by anybody for ever.
    @Test func `the chain stays what it is`() {
        var chain = RecordChain(Samples.header("r1"))
        chain.add(sequence: 1, time: 1_001, "started planned", "why")
        #expect(chain.head.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined() == RecordChainTests.golden)
    }

    private static let golden = "686fa2d75e56fd8b1833bdae8da454e5278e13a09fa8c8a5ac3df14c3746fb3c"
}

extension RecordChain {
    fileprivate mutating func add(sequence: Int64, time: Int64, _ event: String, _ detail: String) {
        var (event, detail) = (event, detail)
        event.withUTF8 { event in
            detail.withUTF8 { detail in add(sequence: sequence, time: time, event: event, detail: detail) }
        }
    }
}
