import Foundation
import Runbook
import RunbookYAML
import Testing

@Suite("Limits and odd files")
struct LimitTests {
    private func codes(_ text: String) -> Set<String> { Set(Fixtures.diagnostics(text).map(\.code)) }

    @Test("Nesting beyond 128 is refused, in flow and in blocks")
    func depth() {
        #expect(codes("runbook: a\nsteps: " + String(repeating: "[", count: 10_000)) == ["SY007"])
        let block = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(
            codes("runbook: a\nb:\n" + block.split(separator: "\n").map { " " + $0 }.joined(separator: "\n")) == [
                "SY007"
            ])
    }

    @Test("More values than memory should hold are refused")
    func values() {
        #expect(codes("runbook: a\nsteps: [" + String(repeating: "a,", count: 310_000) + "]") == ["SY008"])
    }

    @Test("An alias bomb is refused alias by alias, and never expanded")
    func bomb() {
        let text = "runbook: a\nx: &x [1, 1]\n" + (0..<20).map { "y\($0): [*x, *x, *x]\n" }.joined()
        #expect(codes(text).contains("SY010"))
    }

    @Test("After 1,000 findings one says that there are more")
    func problems() {
        let text = "runbook: a\n" + (0..<1200).map { "key_\($0): 1\n" }.joined()
        let diagnostics = Fixtures.diagnostics(text)
        #expect(diagnostics.count == 1001)
        #expect(diagnostics.last?.code == "SY016")
    }

    @Test("CR LF and a byte order mark just work, with the same places")
    func lineEnds() throws {
        let text = try Fixtures.text("good/gradual.yaml")
        let windows =
            "\u{FEFF}" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        var plain = try #require(RunbookReader.read(Array(text.utf8), file: "a").value)
        let other = try #require(RunbookReader.read(Array(windows.utf8), file: "a").value)
        (plain.file, plain.size) = (other.file, other.size)
        #expect(plain == other)
    }

    @Test("The place of a bad byte is found by line and column")
    func badBytes() {
        var bytes = Array("runbook: a\nsummary: ü".utf8)
        bytes += [0xFF, 0x0A]
        let diagnostics = Fixtures.diagnostics(bytes)
        #expect(diagnostics.map(\.code) == ["SY004"])
        #expect(diagnostics.first?.origin.span.start == SourcePosition(line: 2, column: 11))
    }

    @Test("Missing files, directories and files over 16 MB are refused without being read")
    func files() throws {
        func code(_ path: String) -> String? {
            if case .failure(let diagnostic) = SourceFile.load(path) { diagnostic.code } else { nil }
        }
        #expect(code("/nonexistent/runbook.yaml") == "SY001")
        #expect(code("/tmp") == "SY001")
        let place = FileManager.default.temporaryDirectory.appending(path: "switchyard-\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(FileManager.default.createFile(atPath: place.path, contents: Data("runbook: a".utf8)))
        #expect(try SourceFile.load(place.path).get() == Array("runbook: a".utf8))
        let handle = try FileHandle(forWritingTo: place)
        try handle.truncate(atOffset: UInt64(SourceFile.largest + 1))
        try handle.close()
        #expect(code(place.path) == "SY002")
        #expect(code("/dev/zero") == "SY002")
    }

    @Test("Mutated documents never trap", arguments: 0..<8)
    func mutations(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for name in Fixtures.files("good") {
            let original = Array(try Fixtures.text("good/\(name)").utf8)
            for _ in 0..<150 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.remove(at: index)
                    case 2:
                        bytes.insert(Array(" \n:-[]{},&*!|>'\"%@`#?\t$".utf8).randomElement(using: &random)!, at: index)
                    default: bytes.append(contentsOf: bytes[index..<min(bytes.count, index + 40)])
                    }
                }
                let diagnostics =
                    RunbookReader.read(bytes, file: "a").diagnostics
                    + EnvironmentReader.read(bytes, file: "a").diagnostics
                    + FaultPlanReader.read(bytes, file: "a").diagnostics
                let reversed = diagnostics.filter { $0.origin.span.end < $0.origin.span.start }
                #expect(reversed.isEmpty, "\(Fixtures.report(reversed)) in \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
