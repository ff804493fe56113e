import Runbook
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("what was written is read again")
    func roundTrip() {
        let numbers: JSON = .array([.integer(1), .integer(-2), .integer(.max)])
        let others: JSON = .array([.string("x\n\"\\\u{1}\u{1F600}"), .bool(true), .null])
        let value: JSON = .object([
            .init("a", numbers), .init("b", others), .init("c", .object([])), .init("d", .array([])),
        ])
        #expect(JSONReader.read(Array(value.text().utf8)) == value)
        #expect(JSONReader.read(Array(value.text(.indented).utf8)) == value)
    }

    @Test(
        "what is no JSON is refused",
        arguments: ["", "{", "[1,]", #"{"a":}"#, "nul", #""\x""#, #""a"#, "1 2", "{a: 1}", #""\ud800""#, "[\u{1}]"])
    func refusal(text: String) {
        #expect(JSONReader.read(Array(text.utf8)) == nil)
    }

    @Test("deep nesting is refused, not survived by luck")
    func depth() {
        #expect(JSONReader.read([UInt8](repeating: 0x5B, count: 100_000)) == nil)
    }

    @Test("what fits on a line stays on it")
    func layouts() {
        let short: JSON = ["a": 1, "b": [true, .null]]
        let long: JSON = ["text": .string(String(repeating: "x", count: 90)), "short": short]
        #expect(short.text() == #"{"a":1,"b":[true,null]}"#)
        #expect(short.text(.spaced) == #"{"a": 1, "b": [true, null]}"#)
        #expect(short.text(.filled) == short.text(.spaced))
        let lines = long.text(.filled).split(separator: "\n")
        #expect(lines.count == 4 && lines[2] == #"  "short": {"a": 1, "b": [true, null]}"#)
    }

    @Test(
        "the place where a text stops being JSON is known",
        arguments: [
            ("", 1, 1), ("{", 1, 2), ("[1,\n 2 3]", 2, 4), ("{\"é\": x}", 1, 7), ("[\"a\nb\"]", 1, 4), ("1 2", 1, 3),
        ])
    func ends(text: String, line: UInt32, column: UInt32) {
        #expect(JSONReader.end(of: Array(text.utf8)) == SourcePosition(line: line, column: column))
        #expect(JSONReader.end(of: Array("[1]".utf8)) == nil)
    }
}
