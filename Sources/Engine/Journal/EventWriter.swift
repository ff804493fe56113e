import Runbook
import RunbookCompiler
import World

/// Writes events, word by word.
struct EventWriter {
    var bytes: [UInt8]

    mutating func write(_ event: Event) {
        switch event {
        case .started(let mode, let owing):
            word("started ")
            word(EventWord.mode(mode))
            write(owing)
        case .observed(let node, let token, let world):
            attempt("observed ", node, token)
            write(world)
        case .finished(let node, let token, let result):
            attempt("finished ", node, token)
            write(result)
        case .sampled(let sampler, let verdict):
            word("sampled ")
            number(sampler)
            space()
            word(EventWord.verdict(verdict))
        case .answered(let node, let answer):
            word("answered ")
            number(node.rawValue)
            space()
            write(answer)
        case .timerFired(let timer):
            word("timer ")
            write(timer)
        case .ordered(let order):
            word("ordered ")
            write(order)
        case .resumed:
            word("resumed")
        case .inherited(let baseline):
            word("inherited")
            for entry in baseline.entries { write(entry) }
        }
    }

    private mutating func write(_ owing: Obligations) {
        for entry in owing.entries {
            for service in entry.services {
                word(" owing ")
                number(entry.region.rawValue)
                space()
                number(service.rawValue)
            }
        }
    }

    private mutating func attempt(_ name: StaticString, _ node: NodeID, _ token: Token) {
        word(name)
        number(node.rawValue)
        space()
        number(token.attempt)
        word(token.isUndo ? "u " : "f ")
    }

    private mutating func write(_ result: EffectResult) {
        switch result {
        case .done: word("done")
        case .inDoubt: word("in_doubt")
        case .notDone(let failure):
            word("not_done ")
            word(EventWord.failure(failure))
        }
    }

    private mutating func write(_ answer: Answer) {
        number(answer.person)
        space()
        number(answer.roles)
        word(answer.isGranted ? " granted" : " declined")
        write(" saw", answer.seen)
        write(" found", answer.found)
    }

    private mutating func write(_ name: StaticString, _ terms: ApprovalTerms?) {
        guard let terms else { return }
        word(name)
        space()
        number(orUnknown: terms.lag?.rawValue)
        space()
        number(orUnknown: terms.loss?.rawValue)
        space()
        number(orUnknown: terms.capacity?.rawValue)
    }

    private mutating func write(_ entry: Baseline.Entry) {
        word(" base ")
        number(entry.from.rawValue)
        space()
        number(entry.to.rawValue)
        space()
        number(entry.service.rawValue)
        space()
        number(entry.fromWeight.rawValue)
        space()
        number(entry.toWeight.rawValue)
    }

    private mutating func write(_ timer: TimerID) {
        switch timer {
        case .deadline: word("deadline")
        case .reserve: word("reserve")
        case .finallyBudget: word("finally")
        case .timeout(let node): word("timeout ", node)
        case .attempt(let node): word("attempt ", node)
        case .retry(let node): word("retry ", node)
        case .recheck(let node): word("recheck ", node)
        case .within(let node): word("within ", node)
        case .wait(let node): word("wait ", node)
        case .sample(let sampler):
            word("sample ")
            number(sampler)
        }
    }

    private mutating func write(_ order: Order) {
        switch order {
        case .pause: word("pause")
        case .proceed: word("proceed")
        case .retry(let node): word("retry ", node)
        case .skip(let node): word("skip ", node)
        case .acceptTwoWriters(let node): word("accept_two_writers ", node)
        case .rollback: word("rollback")
        case .stop: word("stop")
        case .giveWay: word("give_way")
        case .switchMode(let mode):
            word("mode ")
            word(EventWord.mode(mode))
        }
    }

    private mutating func word(_ word: StaticString, _ node: NodeID) {
        self.word(word)
        number(node.rawValue)
    }
}

extension EventWriter {
    mutating func space() { bytes.append(UInt8(ascii: " ")) }

    mutating func word(_ word: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    mutating func number(_ value: some FixedWidthInteger) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = UInt64(value.magnitude)
        guard rest >= 10 else { return bytes.append(UInt8(ascii: "0") + UInt8(rest)) }
        // The largest has twenty digits.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = 20
            while rest > 0 {
                start -= 1
                digits.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
            bytes.append(contentsOf: digits[start...])
        }
    }
}
