import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@Suite struct EventCoderTests {
    @Test(arguments: Samples.events) func `an event comes back as it was`(event: Event) throws {
        let text = EventCoder.encode(event)
        let decoded = try EventCoder.decode(text)
        #expect(decoded == event, "\(text)")
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }

    @Test func `the format stays what it is`() {
        #expect(EventCoder.version == 1)
        #expect(Samples.events.prefix(Samples.golden.count).map(EventCoder.encode) == Samples.golden)
    }

    @Test(arguments: Samples.golden) func `an event cut short or with more behind it is refused`(text: String) {
        let original = try? EventCoder.decode(text)
        for end in text.indices.dropFirst() {
            let cut = String(text[..<end])
            // A number cut short is another number; nothing else may be taken for an event.
            if let decoded = try? EventCoder.decode(cut) { #expect(EventCoder.encode(decoded) == cut) }
        }
        #expect(original != nil)
        #expect(throws: MalformedEvent.self) { try EventCoder.decode(text + " ") }
        #expect(throws: MalformedEvent.self) { try EventCoder.decode(" " + text) }
    }

    @Test(arguments: [
        ("", 0, "no event begins like this"), ("exploded 1", 0, "no event begins like this"),
        ("finished x 1f done", 9, "a number must stand here"),
        ("finished 4294967296 1f done", 9, "the number is out of range"),
        ("finished 017 1f done", 9, "the number has a leading zero"),
        ("finished 17 256f done", 12, "the number is out of range"),
        ("finished 17 1x done", 13, "an attempt ends with f or u"),
        ("finished 17 1f maybe", 15, "\"not_done \" must stand here"),
        ("finished 17 1f not_done lazy", 24, "a failure must stand here"),
        ("sampled 1 perhaps", 10, "a verdict must stand here"),
        ("sampled 99999999999999999999 holds", 8, "the number is out of range"),
        ("timer lunch", 6, "there is no such timer"), ("ordered explode", 8, "there is no such order"),
        ("ordered mode calm", 13, "a mode must stand here"), ("resumed!", 7, "nothing may follow"),
        ("answered 5 1 2 granted saw 1 2", 30, "\" \" must stand here"),
        ("answered 5 1 2 granted found 1 2 3 saw 1 2 3", 34, "nothing may follow"),
        ("inherited base 0 1 128 1 1", 22, "there are too many services"),
        ("observed 1 1f 300x1", 14, "the number is out of range"),
        ("observed 1 1f 1x200 y- ?", 19, "there are too many services"),
        ("observed 1 1f 1x1 y- 1,2,3,w,n,y,1,?", 34, "there is no such region"),
        ("observed 1 1f 1x1 y- ?,?,?,?,?,?,?,?", 36, "a service of which nothing is known is written ?"),
        ("observed 1 1f 2x1 y- ?", 22, "\" \" must stand here"),
        ("observed 1 1f 1x1 yy ?", 19, "\"-\" must stand here"),
    ])
    func `what is no event is refused with the place and the reason`(text: String, offset: Int, reason: String) {
        #expect(throws: MalformedEvent(offset: offset, reason: reason)) { try EventCoder.decode(text) }
    }

    @Test func `no change of a byte is ever a trap, and what is accepted reads back the same`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var bytes = Array(Samples.golden.randomElement(using: &generator)!.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let event = try? EventCoder.decode(text) { #expect(EventCoder.encode(event) == text) }
        }
    }
}
