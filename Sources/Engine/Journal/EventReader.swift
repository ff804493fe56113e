import Runbook
import RunbookCompiler

/// Reads what `EventWriter` writes, and nothing else: one space between words, numbers in range and without leading zeros.
struct EventReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func readEvent() throws(MalformedEvent) -> Event {
        if take("observed ") {
            let (node, token) = (try readNode(), try readToken())
            return .observed(node, token, try readWorld())
        }
        if take("finished ") {
            let (node, token) = (try readNode(), try readToken())
            return .finished(node, token, try readResult())
        }
        if take("sampled ") {
            let sampler = try readNumber(Int.self)
            try expect(" ")
            return .sampled(sampler, try readWord(of: Verdict.allCases, as: EventWord.verdict, "a verdict"))
        }
        if take("answered ") {
            let node = try readNode()
            try expect(" ")
            return .answered(node, try readAnswer())
        }
        if take("timer ") { return .timerFired(try readTimer()) }
        if take("ordered ") { return .ordered(try readOrder()) }
        if take("started ") { return .started(try readMode(), owing: try readObligations()) }
        if take("resumed") { return .resumed }
        if take("inherited") { return .inherited(try readBaseline()) }
        throw malformed("no event begins like this")
    }

    mutating func readNode() throws(MalformedEvent) -> NodeID {
        NodeID(Int(try readNumber(UInt32.self)))
    }

    /// With the spaces around it.
    private mutating func readToken() throws(MalformedEvent) -> Token {
        try expect(" ")
        let attempt = try readNumber(UInt8.self)
        if take("f ") { return Token(attempt: attempt, isUndo: false) }
        if take("u ") { return Token(attempt: attempt, isUndo: true) }
        throw malformed("an attempt ends with f or u")
    }

    private mutating func readResult() throws(MalformedEvent) -> EffectResult {
        if take("done") { return .done }
        if take("in_doubt") { return .inDoubt }
        try expect("not_done ")
        return .notDone(try readWord(of: EffectFailure.allCases, as: EventWord.failure, "a failure"))
    }

    private mutating func readAnswer() throws(MalformedEvent) -> Answer {
        let person = try readNumber(UInt8.self)
        try expect(" ")
        let roles = try readNumber(UInt64.self)
        let isGranted = take(" granted")
        if !isGranted { try expect(" declined") }
        let seen = take(" saw ") ? try readTerms() : nil
        let found = take(" found ") ? try readTerms() : nil
        return Answer(person: person, roles: roles, isGranted: isGranted, seen: seen, found: found)
    }

    private mutating func readTimer() throws(MalformedEvent) -> TimerID {
        if take("timeout ") { return .timeout(try readNode()) }
        if take("attempt ") { return .attempt(try readNode()) }
        if take("sample ") { return .sample(try readNumber(Int.self)) }
        if take("wait ") { return .wait(try readNode()) }
        if take("retry ") { return .retry(try readNode()) }
        if take("recheck ") { return .recheck(try readNode()) }
        if take("within ") { return .within(try readNode()) }
        if take("deadline") { return .deadline }
        if take("reserve") { return .reserve }
        if take("finally") { return .finallyBudget }
        throw malformed("there is no such timer")
    }

    private mutating func readOrder() throws(MalformedEvent) -> Order {
        if take("pause") { return .pause }
        if take("proceed") { return .proceed }
        if take("retry ") { return .retry(try readNode()) }
        if take("skip ") { return .skip(try readNode()) }
        if take("accept_two_writers ") { return .acceptTwoWriters(try readNode()) }
        if take("rollback") { return .rollback }
        if take("stop") { return .stop }
        if take("give_way") { return .giveWay }
        if take("mode ") { return .switchMode(try readMode()) }
        throw malformed("there is no such order")
    }

    private mutating func readMode() throws(MalformedEvent) -> Mode {
        try readWord(of: Mode.allCases, as: EventWord.mode, "a mode")
    }
}

extension EventReader {
    func malformed(_ reason: String) -> MalformedEvent { MalformedEvent(offset: offset, reason: reason) }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func readEnd() throws(MalformedEvent) {
        guard offset == bytes.count else { throw malformed("nothing may follow") }
    }

    /// Steps over a word when it is there.
    mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard bytes.count - offset >= length else { return false }
        for index in 0..<length where bytes[offset + index] != word.utf8Start[index] { return false }
        offset += length
        return true
    }

    mutating func expect(_ word: StaticString) throws(MalformedEvent) {
        guard take(word) else { throw malformed("\"\(word)\" must stand here") }
    }

    mutating func readWord<Value>(
        of values: [Value], as word: (Value) -> StaticString, _ noun: String
    ) throws(MalformedEvent) -> Value {
        for value in values where take(word(value)) { return value }
        throw malformed("\(noun) must stand here")
    }

    mutating func readNumber<Number: FixedWidthInteger>(_ type: Number.Type) throws(MalformedEvent) -> Number {
        let start = offset
        let isNegative = Number.isSigned && take("-")
        var value: Number = 0
        var digits = 0
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let digit = Number(byte - UInt8(ascii: "0"))
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) =
                isNegative
                ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !overflow, !carry else {
                throw MalformedEvent(offset: start, reason: "the number is out of range")
            }
            value = sum
            offset += 1
            digits += 1
        }
        guard digits > 0 else { throw malformed("a number must stand here") }
        let first = bytes[isNegative ? start + 1 : start]
        guard first != UInt8(ascii: "0") || (digits == 1 && !isNegative) else {
            throw MalformedEvent(offset: start, reason: "the number has a leading zero")
        }
        return value
    }
}
