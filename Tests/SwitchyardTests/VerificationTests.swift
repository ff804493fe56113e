import Foundation
import Testing

/// Journals that somebody has tampered with, by way of the command itself.
@Suite("Verification of journals")
struct VerificationTests {
    static func tampered(_ store: String, _ sql: String) throws -> CommandTests.Output {
        let copy = try Scratch()
        let path = copy.path + "/store"
        try FileManager.default.copyItem(atPath: store, toPath: path)
        let program =
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program, path + "/runs.db", sql]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try CommandTests.run(["verify", "--store", path])
    }

    static let cases: [(sql: String, says: String)] = [
        ("UPDATE record SET detail = 'x' WHERE sequence = 7", "record 7 does not follow from record 6"),
        (
            "UPDATE record SET time = time + 1 WHERE sequence = 1",
            "record 1 does not follow from what the run was started"
        ),
        ("DELETE FROM record WHERE sequence = 12", "record 12 does not follow from record 11"),
        ("DELETE FROM record WHERE sequence > 12", "record 13 does not follow from record 12"),
        ("UPDATE record SET hash = zeroblob(32) WHERE sequence = 4", "record 4 does not follow from record 3"),
        ("UPDATE run SET initiator = 'somebody'", "record 1 does not follow from what the run was started with"),
        ("UPDATE source SET text = text || ' '", "record 1 does not follow from what the run was started with"),
        (
            "INSERT INTO parameter VALUES (1, 'target', 'eu-west-1')",
            "record 1 does not follow from what the run was started with"
        ),
        ("UPDATE run SET format = 0", "its journal cannot be read: its records are in format 0"),
        ("UPDATE run SET format = 9", "its records are in format 9, and this version reads 1"),
        ("UPDATE run SET status = 'rolled_back'", "lead to succeeded, but it is listed as rolled_back"),
    ]

    @Test("a journal that nobody touched is intact, and of any other the first bad record is named")
    func verdicts() throws {
        let scratch = try Scratch()
        let ran = try CommandTests.run([
            "run", "immediate", "--environment", "demo", "--yes", "--speed", "40x", "--store", scratch.path,
        ])
        #expect(ran.status == 0, "\(ran.out)\(ran.error)")
        let untouched = try Self.tampered(scratch.path, "SELECT 1")
        #expect(untouched.status == 0)
        #expect(untouched.out.contains("chained without a break"), "\(untouched.out)")
        for (sql, says) in Self.cases {
            let output = try Self.tampered(scratch.path, sql)
            #expect(output.status == 1, "\(sql)")
            #expect(output.out.contains(says), "\(sql): \(output.out)")
        }
    }
}
