import Foundation

/// A program that a test runs to its end.
enum Program {
    /// The command beside the tests.
    static func switchyard(_ words: [String]) throws -> (status: Int32, text: String) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try run(root.appendingPathComponent(".build/debug/switchyard").path, words)
    }

    /// What it writes to both of its streams, and how it ends.
    static func run(_ path: String, _ words: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
