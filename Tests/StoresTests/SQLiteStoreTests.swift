import Engine
import Foundation
import GRDB
import Runbook
import Testing

@testable import Stores

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct SQLiteStoreTests {
    @Test func `commits are flushed to the disk, and the log stays for readers`() async throws {
        try await TemporaryDirectory.with { directory in
            do {
                let store = try SQLiteStore(directory: directory)
                try await store.database.writeWithoutTransaction { db in
                    let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
                    #expect(synchronous == 2)
                    let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
                    #expect(journal == "wal")
                    let version = try Int.fetchOne(db, sql: "PRAGMA user_version")
                    #expect(version == StoreSchema.current.version)
                }
            }
            #expect(FileManager.default.fileExists(atPath: directory + "/runs.db-wal"))
        }
    }

    @Test func `a store goes on where another left off`() async throws {
        try await TemporaryDirectory.with { directory in
            let records = Samples.records(from: 1, count: 40)
            do {
                let store = try SQLiteStore(directory: directory)
                let epoch = try await store.create(Samples.header("r1"))
                try await store.append(records, to: "r1", epoch: epoch)
            }
            let store = try SQLiteStore(directory: directory)
            let kept = try await store.records(of: "r1")
            #expect(kept == records)
            let epoch = try await store.takeOver("r1")
            #expect(epoch == Epoch(rawValue: 2))
        }
    }

    @Test func `two stores on one directory respect each other's claims and leases`() async throws {
        try await TemporaryDirectory.with { directory in
            let one = try SQLiteStore(directory: directory, leaseLife: .hours(1))
            let other = try SQLiteStore(directory: directory)
            let epoch = try await one.create(Samples.header("r1"))
            await #expect(throws: StoreError.claimed(by: "r1", claim: "us-east-1/db")) {
                _ = try await other.create(Samples.header("r2"))
            }
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await other.takeOver("r1") }
            let isAttended = try await other.summary(of: "r1").isAttended
            #expect(isAttended)
            // Looking and failing to take disturb nothing.
            await #expect(throws: StoreError.attended(run: "r1")) { _ = try await other.takeOver("r1") }
            try await one.conclude("r1", epoch: epoch, status: .succeeded, truth: "t", at: .zero)
            let hasNoLeases = try FileManager.default.contentsOfDirectory(atPath: directory + "/leases").isEmpty
            #expect(hasNoLeases)
            _ = try await other.create(Samples.header("r2"))
        }
    }

    @Test func `many stores opened at once begin one database`() async throws {
        try await TemporaryDirectory.with { directory in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let store = try SQLiteStore(directory: directory)
                        _ = try await store.create(Samples.header("r\(index)", claims: ["\(index)"]))
                    }
                }
                try await group.waitForAll()
            }
            let count = try await SQLiteStore(reading: directory).runs().count
            #expect(count == 8)
        }
    }

    @Test(arguments: ["", ".hidden", "a/b", "../r", "r 1", "é", String(repeating: "r", count: 101)])
    func `a run's name must do as a file's name`(run: String) async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            await #expect(throws: StoreError.unavailable(StoreWords.unusableName(run))) {
                _ = try await store.create(Samples.header(run))
            }
        }
    }

    @Test func `a cancelled task still journals`() async throws {
        try await TemporaryDirectory.with { directory in
            let store = try SQLiteStore(directory: directory)
            let epoch = try await store.create(Samples.header("r1"))
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.append(Samples.records(from: 1, count: 3), to: "r1", epoch: epoch)
            }
            try await task.value
            let count = try await store.records(of: "r1").count
            #expect(count == 3)
        }
    }

    @Test func `looking needs a store, makes nothing, and sees what a living executor writes`() async throws {
        try await TemporaryDirectory.with { directory in
            let missing = directory + "/none"
            #expect(throws: StoreError.unavailable(StoreWords.noStore(missing))) { try SQLiteStore(reading: missing) }
            #expect(!FileManager.default.fileExists(atPath: missing))
            let writer = try SQLiteStore(directory: directory, leaseLife: .hours(1))
            let epoch = try await writer.create(Samples.header("r1"))
            let reader = try SQLiteStore(reading: directory)
            for start in stride(from: 1, to: 200, by: 20) {
                try await writer.append(Samples.records(from: Int64(start), count: 20), to: "r1", epoch: epoch)
                let count = try await reader.records(of: "r1").count
                #expect(count == start + 19)
            }
            let isAttended = try await reader.summary(of: "r1").isAttended
            #expect(isAttended)
            await #expect(throws: StoreError.self) { _ = try await reader.create(Samples.header("r2")) }
            await #expect(throws: StoreError.self) { _ = try await reader.takeOver("r1") }
        }
    }

    @Test func `a copy without its log can be looked at, and stays without`() async throws {
        try await TemporaryDirectory.with { directory in
            do {
                let store = try SQLiteStore(directory: directory + "/a")
                _ = try await store.create(Samples.header("r1"))
                try await store.database.writeWithoutTransaction { db in
                    _ = try db.checkpoint(.truncate)
                }
            }
            try FileManager.default.createDirectory(atPath: directory + "/b", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: directory + "/a/runs.db", toPath: directory + "/b/runs.db")
            let count = try await SQLiteStore(reading: directory + "/b").runs().count
            #expect(count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/b") == ["runs.db"])
        }
    }

    @Test(arguments: [RunStatus.running, .held])
    func `who may only read may look, beside a living executor and after it`(_ status: RunStatus) async throws {
        try await TemporaryDirectory.with { directory in
            var store: SQLiteStore? = try SQLiteStore(directory: directory, leaseLife: .hours(1))
            let epoch = try await store?.create(Samples.header("r1")) ?? Epoch(rawValue: 0)
            try await store?.append(Samples.records(from: 1, count: 30), to: "r1", epoch: epoch)
            try await store?.conclude("r1", epoch: epoch, status: status, truth: "", at: .zero)
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory) }
            for isAttended in status == .running ? [true, false] : [false] {
                if !isAttended { store = nil }
                await #expect(processExitsWith: .success) {
                    [directory = directory as String, isAttended = isAttended as Bool] in
                    // The superuser may write everywhere; nobody may not.
                    if geteuid() == 0 { precondition(setuid(65534) == 0) }
                    let reader = try SQLiteStore(reading: directory)
                    let summary = try await reader.summary(of: "r1")
                    precondition(summary.isAttended == isAttended)
                    let count = try await reader.records(of: "r1").count
                    precondition(count == 30)
                    do throws(StoreError) {
                        _ = try SQLiteStore(directory: directory)
                        preconditionFailure("opened for writing")
                    } catch {
                        guard case .unavailable(let words) = error else { preconditionFailure("\(error)") }
                        precondition(words == StoreWords.notWritable(directory + "/runs.db"), words)
                    }
                }
            }
        }
    }
}
