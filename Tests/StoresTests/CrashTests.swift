import Engine
import Foundation
import Runbook
import Stores
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A process that appends is killed at a random moment, again and again.
@Suite(.serialized) struct CrashTests {
    @Test(.timeLimit(.minutes(5))) func `what append has returned from is there after a SIGKILL, and the chain holds`()
        async throws
    {
        try await TemporaryDirectory.with { directory in
            var seen = 0
            for round in 1...50 {
                let microseconds = UInt32.random(in: 0..<60_000)
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [directory = directory as String, microseconds = microseconds as UInt32] in
                    try await CrashTests.appendUntilKilled(directory, after: microseconds)
                }
                let store = try SQLiteStore(directory: directory)
                guard let promised = try CrashTests.promised(in: directory) else { continue }
                let records = try await store.records(of: "r1")
                #expect(records.count >= promised, "round \(round)")
                #expect(records == Samples.records(from: 1, count: records.count))
                #expect(records.count >= seen)
                let isAttended = try await store.summary(of: "r1").isAttended
                #expect(isAttended == false)
                seen = records.count
            }
            #expect(seen > 100)
        }
    }

    /// Takes the run over, or begins it, and notes after each append how many records were promised to be kept.
    static func appendUntilKilled(_ directory: String, after microseconds: UInt32) async throws {
        let store = try SQLiteStore(directory: directory)
        let isThere = try await !store.runs().isEmpty
        let epoch = isThere ? try await store.takeOver("r1") : try await store.create(Samples.header("r1"))
        let promise = open(directory + "/promised", O_WRONLY | O_CREAT, 0o644)
        Thread.detachNewThread {
            usleep(microseconds)
            kill(getpid(), SIGKILL)
        }
        var count = try await store.records(of: "r1").count
        while true {
            let batch = Int.random(in: 1...64)
            try await store.append(Samples.records(from: Int64(count + 1), count: batch), to: "r1", epoch: epoch)
            count += batch
            var kept = Int64(count)
            pwrite(promise, &kept, 8, 0)
        }
    }

    private static func promised(in directory: String) throws -> Int? {
        guard let data = FileManager.default.contents(atPath: directory + "/promised"), data.count == 8 else {
            return nil
        }
        return Int(data.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
    }
}
