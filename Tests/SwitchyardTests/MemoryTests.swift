import Foundation
import Testing

/// The memory that looking at nasty files takes, as the kernel has counted it.
@Suite("Memory", .serialized)
struct MemoryTests {
    /// What `check` may take at most, whatever it is given.
    private static let most = 96 << 10

    @Test("many large files one after another take no more than the largest of them")
    func manyFiles() throws {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let files = try (1...7).map { number in
            let text = "runbook: r\(number)\nnote: a\n#" + String(repeating: "a", count: 15 << 20)
            return try scratch.write(text, "r\(number).yaml")
        }
        #expect(try Self.peak(["check"] + files) < Self.most)
    }

    @Test("shifts in many increments are counted before they are expanded", arguments: [1, 600])
    func increments(calls: Int) throws {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let percents = (1...100).map(String.init).joined(separator: ",")
        let shifts = (1...(calls == 1 ? 2000 : 5)).map {
            "  - {id: s\($0), shift: {from: us-east-1, to: us-west-2, soak: 1s, percent: [\(percents)]}}\n"
        }
        let head = "version: 1\nstrategy: custom\nsteps:\n"
        let child = try scratch.write("runbook: c\n" + head + shifts.joined(), "c.yaml")
        let parent = try scratch.write(
            "runbook: p\n" + head + (1...calls).map { "  - {id: s\($0), runbook: c@1}\n" }.joined(), "p.yaml")
        #expect(try Self.peak(["check", calls == 1 ? child : parent]) < Self.most)
    }

    @Test("children are read only as far as they fit")
    func children() throws {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        for number in 1...8 {
            let text = "runbook: c\(number)\nversion: 1\nstrategy: custom\nsteps: [{id: a, wait: 1s}]\n#"
            _ = try scratch.write(text + String(repeating: "a", count: 15 << 20), "c\(number).yaml")
        }
        let parent = try scratch.write(
            "runbook: p\nversion: 1\nstrategy: custom\nsteps:\n"
                + (1...8).map { "  - {id: s\($0), runbook: c\($0)@1}\n" }.joined(), "p.yaml")
        #expect(try Self.peak(["check", parent]) < Self.most)
    }

    /// The most memory that the command has held at once, in KiB.
    private static func peak(_ arguments: [String]) throws -> Int {
        let process = Process()
        process.executableURL = Golden.root.appending(path: ".build/debug/switchyard")
        process.arguments = arguments
        process.currentDirectoryURL = Golden.root
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var peak = 0
        while process.isRunning {
            let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            peak = max(peak, line.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
            usleep(2000)
        }
        #expect(process.terminationStatus == 1)
        #expect(peak > 0)
        return peak
    }
}
