import Engine
import Foundation
import GRDB
import Runbook
import Testing

@testable import Stores

/// What can be wrong with a disk, a file or a directory: said clearly, with nothing half-written.
@Suite struct StoreTroubleTests {
    @Test func `a full disk stops the run and loses nothing, and it goes on once there is room`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 10), to: "r1", epoch: epoch)
            try await limitPages(of: store, to: 1)
            let error = await #expect(throws: StoreError.self) {
                try await store.append(Samples.records(from: 11, count: 2_000), to: "r1", epoch: epoch)
            }
            #expect(words(error).contains("full") && words(error).contains("free some space"))
            let kept = try await store.records(of: "r1")
            #expect(kept == Samples.records(from: 1, count: 10))
            try await limitPages(of: store, to: 1_000_000)
            try await store.append(Samples.records(from: 11, count: 2_000), to: "r1", epoch: epoch)
            let count = try await store.records(of: "r1").count
            #expect(count == 2_010)
        }
    }

    @Test(arguments: [true, false])
    func `a store that is deleted or moved away takes nothing more`(isDeleted: Bool) async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/store"
            let store = try SQLiteStore(directory: path)
            let epoch = try await store.create(Samples.header("r1"))
            try await store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
            if isDeleted {
                try FileManager.default.removeItem(atPath: path)
            } else {
                try FileManager.default.moveItem(atPath: path, toPath: directory + "/elsewhere")
            }
            let error = await #expect(throws: StoreError.self) {
                try await store.append(Samples.records(from: 2, count: 1), to: "r1", epoch: epoch)
            }
            #expect(words(error).contains("deleted or moved away"))
        }
    }

    @Test func `a database that another process keeps locked is waited for, not for ever`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory, busyTimeout: Milliseconds(50))
            let epoch = try await store.create(Samples.header("r1"))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: directory + "/runs.db", configuration: configuration)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
            let error = await #expect(throws: StoreError.self) {
                try await store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
            }
            #expect(words(error).contains("locked") && words(error).contains("another process"))
            let isEmpty = try await store.records(of: "r1").isEmpty
            #expect(isEmpty)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
            try await store.append(Samples.records(from: 1, count: 1), to: "r1", epoch: epoch)
        }
    }

    @Test(arguments: ["no database at all, but long enough to be looked at. ", "x"])
    func `a file that is no database is left alone`(contents: String) async throws {
        try await TemporaryDirectory.with { directory in
            let bytes = Data(String(repeating: contents, count: 200).utf8)
            try bytes.write(to: URL(fileURLWithPath: directory + "/runs.db"))
            let errors = [
                #expect(throws: StoreError.self) { try SQLiteStore(directory: directory) },
                #expect(throws: StoreError.self) { try SQLiteStore(reading: directory) },
            ]
            for error in errors { #expect(words(error).contains("not a database")) }
            let left = try Data(contentsOf: URL(fileURLWithPath: directory + "/runs.db"))
            #expect(left == bytes)
        }
    }

    @Test func `a damaged database is never misread`() async throws {
        try await TemporaryDirectory.with { directory in
            do {
                let store = try SQLiteStore(directory: directory)
                let epoch = try await store.create(Samples.header("r1"))
                try await store.append(Samples.records(from: 1, count: 2_000), to: "r1", epoch: epoch)
                try await store.database.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            }
            let path = directory + "/runs.db"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var isFound = 0
            for place in stride(from: 200, to: whole.count, by: 1_733) {
                var bytes = whole
                for index in place..<min(place + 64, bytes.count) { bytes[index] ^= 0x5A }
                try bytes.write(to: URL(fileURLWithPath: path))
                do {
                    let store = try SQLiteStore(reading: directory)
                    let records = try await store.records(of: "r1")
                    #expect(records == Samples.records(from: 1, count: 2_000))
                } catch is StoreError {
                    isFound += 1
                }
            }
            #expect(isFound > 50)
        }
    }

    @Test func `a database of something else is left alone`() async throws {
        try await TemporaryDirectory.with { directory in
            do {
                let other = try DatabaseQueue(path: directory + "/runs.db")
                try await other.write { db in try db.execute(sql: "CREATE TABLE song (name TEXT)") }
            }
            let error = #expect(throws: StoreError.self) { try SQLiteStore(directory: directory) }
            #expect(words(error).contains("something else"))
            let other = try DatabaseQueue(path: directory + "/runs.db")
            try await other.read { db in
                let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
                #expect(journal == "delete")
                let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema")
                #expect(tables == ["song"])
            }
        }
    }

    @Test func `a newer store is refused, an older one is migrated, and reading one migrates nothing`() async throws {
        try await TemporaryDirectory.with { directory in
            do {
                let store = try SQLiteStore(directory: directory)
                _ = try await store.create(Samples.header("r1"))
            }
            var next = StoreSchema.current
            next.steps.append("ALTER TABLE run ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")
            do {
                let store = try SQLiteStore(directory: directory, busyTimeout: .zero, schema: next)
                let count = try await store.runs().count
                #expect(count == 1)
                let mood = try await store.database.read { db in try String.fetchOne(db, sql: "SELECT mood FROM run") }
                #expect(mood == "calm")
            }
            let newer = StoreError.newerStore(found: next.version, known: StoreSchema.current.version)
            #expect(throws: newer) { try SQLiteStore(directory: directory) }
            #expect(throws: newer) { try SQLiteStore(reading: directory) }
            next.steps.append("CREATE TABLE broken (")
            #expect(throws: StoreError.self) {
                try SQLiteStore(directory: directory, busyTimeout: .zero, schema: next)
            }
            #expect(throws: newer) { try SQLiteStore(directory: directory) }
        }
    }

    @Test func `a directory that cannot be made is said to be so`() async throws {
        try await TemporaryDirectory.with { directory in
            try Data("x".utf8).write(to: URL(fileURLWithPath: directory + "/file"))
            for path in [directory + "/file/store", "/proc/switchyard"] {
                let error = #expect(throws: StoreError.self) { try SQLiteStore(directory: path) }
                #expect(words(error).contains("cannot be made"), "\(words(error))")
            }
        }
    }

    private func words(_ error: StoreError?) -> String {
        if case .unavailable(let words) = error { words } else { "" }
    }

    private func limitPages(of store: SQLiteStore, to count: Int) async throws {
        try await store.database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = \(count)")
        }
    }
}
