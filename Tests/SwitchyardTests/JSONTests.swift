import Switchyard
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
}
