import NIOCore
import Runbook
import Testing

@testable import Adapters

@Suite struct WeightedAnswerTests {
    @Test(arguments: [
        (#"A "pickwrandom({{75,'192.0.2.1'},{25,'192.0.2.2'}})""#, [75, 25]),
        (#"AAAA "pickwrandom( { { 1 , '2001:db8::1' } } )""#, [1]),
        (#"A "return pickwrandom({{0,'192.0.2.1'}});""#, [0]),
    ])
    func weightsAreRead(content: String, weights: [Int]) {
        #expect(WeightedAnswer(content: content)?.choices.map(\.weight) == weights)
    }

    @Test(arguments: [
        "", "A", #"A "pickrandom({'192.0.2.1'})""#, #"A "ifportup(443, {'192.0.2.1'})""#,
        #"A "pickwrandom({{75,'192.0.2.1'}})"#, #"A "pickwrandom({{75 '192.0.2.1'}})""#, #"A "pickwrandom({})""#,
        #"A "pickwrandom({{-1,'192.0.2.1'}})""#, #"A "pickwrandom({{9999999999,'192.0.2.1'}})""#,
        #"TXT "pickwrandom({{1,'x'}})""#, #"A "pickwrandom({{1,'192.0.2.1'}}) or 1""#,
    ])
    func whatIsAnotherProgramHasNone(content: String) { #expect(WeightedAnswer(content: content) == nil) }

    @Test func `What is written is read as the same`() {
        let answer = WeightedAnswer(
            type: "A",
            choices: [
                WeightedAnswer.Choice(address: "192.0.2.1", weight: 3),
                WeightedAnswer.Choice(address: "192.0.2.2", weight: 0),
            ])
        #expect(answer.content == #"A "pickwrandom({{3,'192.0.2.1'},{0,'192.0.2.2'}})""#)
        #expect(WeightedAnswer(content: answer.content) == answer)
    }

    @Test func `Shares are of all that is given, and others keep theirs`() {
        let shares = WeightShares(weights: [60, 20, 20], regions: [0, 1, nil])
        #expect(shares.share(of: 0) == .percent(60))
        #expect(shares.share(of: 2) == nil)
        #expect(shares.strayWeight == 20)
        #expect(shares.weights(giving: [0: .percent(10), 1: .percent(70)], of: 100) == [10, 70, 20])
        #expect(shares.weights(giving: [0: .percent(10), 1: .percent(90)], of: 100) == [10, 90, 0])
        #expect(shares.weights(giving: [0: BasisPoints(1050), 1: .percent(70)], of: 100) == nil)
        #expect(shares.weights(giving: [0: .percent(60), 1: .percent(70)], of: 100) == nil)
        #expect(shares.weights(giving: [3: .percent(10)], of: 100) == nil)
        let thirds = WeightShares(weights: [1, 1, 1, 1], regions: [0, 1, 2, 3])
        #expect(thirds.weights(giving: [0: .zero, 1: BasisPoints(5000)], of: 10_000) == [0, 5000, 2500, 2500])
        #expect(WeightShares(weights: [0, 0], regions: [0, 1]).share(of: 0) == .zero)
        #expect(
            WeightShares(weights: [100, 0], regions: [0, 1]).weights(
                giving: [0: .percent(50), 1: .percent(10)], of: 100) == nil)
        #expect(WeightShares.reduced([7500, 2500, 0]) == [3, 1, 0])
        #expect(WeightShares.reduced([0, 0]) == [0, 0])
    }

    @Test func `What is no answer of the DNS is none`() {
        let question = DNSMessage.question("app.lab.test.", .four, id: 7)
        #expect(DNSMessage.answer(question, to: 7, .four) == nil)
        var answer = question
        answer.setInteger(UInt16(0x8002), at: 2)
        #expect(DNSMessage.answer(answer, to: 7, .four)?.code == 2)
        #expect(DNSMessage.answer(answer, to: 8, .four) == nil)
        answer.setInteger(UInt16(1), at: 6)
        #expect(DNSMessage.answer(answer, to: 7, .four) == nil)
        answer.writeBytes([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 192, 0, 2, 1])
        #expect(
            DNSMessage.answer(answer, to: 7, .four)
                == DNSMessage.Answer(code: 2, addresses: ["192.0.2.1"], timeToLive: 5))
        for length in 0..<answer.readableBytes {
            _ = DNSMessage.answer(answer.getSlice(at: 0, length: length) ?? ByteBuffer(), to: 7, .four)
        }
    }
}
