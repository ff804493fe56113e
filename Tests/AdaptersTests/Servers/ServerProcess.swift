import Foundation

/// A server of a test's own, ended with the test.
final class ServerProcess: @unchecked Sendable {
    // Confined to the test that started it.
    private let process = Process()
    let directory: URL

    /// - Parameter arguments: made from its directory, which is there by then.
    init(_ program: String, in directory: URL, _ arguments: [String]) throws {
        self.directory = directory
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        let log = directory.appendingPathComponent("log")
        try Data().write(to: log)
        let handle = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (handle, handle)
        try process.run()
    }

    func suspend() { kill(process.processIdentifier, SIGSTOP) }

    func wake() { kill(process.processIdentifier, SIGCONT) }

    func end() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGCONT)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    var log: String { (try? String(contentsOf: directory.appendingPathComponent("log"), encoding: .utf8)) ?? "" }

    deinit {
        end()
        try? FileManager.default.removeItem(at: directory)
    }
}
