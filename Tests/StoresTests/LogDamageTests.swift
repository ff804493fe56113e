import Engine
import Foundation
import GRDB
import Runbook
import Testing

@testable import Stores

/// What becomes of a run when SQLite's log of what was written last is damaged or cut short.
@Suite struct LogDamageTests {
    private static let frame = 24 + 4096

    /// A store whose executor was killed after ten commits of three records each, copied.
    private static func withCrashedStore(_ test: (String, _ log: Data) async throws -> Void) async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory + "/a")
            let epoch = try await store.create(Samples.header("r1"))
            for start in stride(from: 1, to: 31, by: 3) {
                try await store.append(Samples.records(from: Int64(start), count: 3), to: "r1", epoch: epoch)
            }
            try FileManager.default.copyItem(atPath: directory + "/a", toPath: directory + "/b")
            let log = try Data(contentsOf: URL(fileURLWithPath: directory + "/b/runs.db-wal"))
            // Behind them lie frames of before, whose salt is not the header's.
            let live = stride(from: 32, to: log.count, by: frame).prefix { start in
                log[16..<24].elementsEqual(log[start + 8..<start + 16])
            }
            try await test(directory + "/b", log.prefix((live.last ?? 0) + frame))
        }
    }

    private static func put(_ log: Data, in directory: String) throws {
        try? FileManager.default.removeItem(atPath: directory + "/runs.db-shm")
        try log.write(to: URL(fileURLWithPath: directory + "/runs.db-wal"))
    }

    @Test func `no damage to the log hides a run, or passes for the whole of it`() async throws {
        try await Self.withCrashedStore { directory, log in
            var found = 0
            for start in stride(from: 32, to: log.count, by: Self.frame) {
                var damaged = log
                damaged[start + 100] ^= 0x5A
                for bytes in [damaged, log.prefix(start), log.prefix(start + 1_000)] {
                    try Self.put(bytes, in: directory)
                    let reader = try SQLiteStore(reading: directory)
                    let summary = try await reader.summary(of: "r1")
                    #expect(summary.header == Samples.header("r1"))
                    let error = await #expect(throws: StoreError.self) { try await reader.records(of: "r1") }
                    guard case .recordsLost("r1", let left, 30) = error else {
                        Issue.record("\(String(describing: error))")
                        continue
                    }
                    #expect(left < 30 && left % 3 == 0)
                    let writer = try SQLiteStore(directory: directory)
                    await #expect(throws: StoreError.recordsLost(run: "r1", left: left, kept: 30)) {
                        try await writer.takeOver("r1")
                    }
                    found += 1
                }
            }
            #expect(found >= 30)
        }
    }

    @Test func `a run that lost its last records goes on once a person has removed what told of them`() async throws {
        try await Self.withCrashedStore { directory, log in
            try Self.put(log.prefix(log.count / 2), in: directory)
            try FileManager.default.removeItem(atPath: directory + "/leases/r1.records")
            let store = try SQLiteStore(directory: directory)
            let left = try await store.records(of: "r1")
            #expect(left.count > 0 && left == Samples.records(from: 1, count: left.count))
            let epoch = try await store.takeOver("r1")
            try await store.append(Samples.records(from: Int64(left.count + 1), count: 1), to: "r1", epoch: epoch)
        }
    }

    @Test func `a crash before a commit is not mistaken for a loss`() async throws {
        try await Self.withCrashedStore { directory, log in
            // A power cut may take what was noted beside the database, and leaves the database whole.
            for noted in [Data(), Data([3, 0, 0, 0, 0, 0, 0, 0]), Data([30, 0, 0])] {
                try noted.write(to: URL(fileURLWithPath: directory + "/leases/r1.records"))
                let store = try SQLiteStore(directory: directory)
                let records = try await store.records(of: "r1")
                #expect(records.count == 30)
            }
        }
    }

    @Test func `the log begins anew once a run was created, and is empty once it is concluded`() async throws {
        try await TemporaryDirectory.with { directory in
            func logged() throws -> Int { try Data(contentsOf: URL(fileURLWithPath: directory + "/runs.db-wal")).count }
            let store = try SQLiteStore(directory: directory)
            let epoch = try await store.create(Samples.header("r1"))
            let before = try logged()
            #expect(before > 10 * Self.frame)
            try await store.append(Samples.records(from: 1, count: 3), to: "r1", epoch: epoch)
            #expect(try logged() == before)
            try await store.conclude("r1", epoch: epoch, status: .succeeded, truth: "", at: .zero)
            #expect(try logged() == 0)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a reader keeps the log, and neither delays nor fails the run`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory, busyTimeout: .minutes(60))
            let epoch = try await store.create(Samples.header("r1"))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            configuration.readonly = true
            let reader = try DatabaseQueue(path: directory + "/runs.db", configuration: configuration)
            try await reader.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN")
                _ = try Row.fetchAll(db, sql: "SELECT * FROM run")
            }
            try await store.append(Samples.records(from: 1, count: 3), to: "r1", epoch: epoch)
            try await store.conclude("r1", epoch: epoch, status: .succeeded, truth: "", at: .zero)
            try await reader.writeWithoutTransaction { db in try db.execute(sql: "COMMIT") }
            let records = try await SQLiteStore(reading: directory).records(of: "r1")
            #expect(records.count == 3)
        }
    }
}
