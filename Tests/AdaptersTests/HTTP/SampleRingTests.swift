import Runbook
import Testing

@testable import Adapters

@Suite struct SampleRingTests {
    private static func ring(_ moments: some Sequence<Int64>) -> SampleRing {
        var ring = SampleRing()
        for moment in moments { ring.add(ProbeSample(moment: .seconds(moment), length: 1, verdict: .well)) }
        return ring
    }

    private static func stretch(_ ring: SampleRing, since seconds: Int64) -> (count: Int, from: Milliseconds?) {
        let stretch = ring.stretch(since: .seconds(seconds), gap: .seconds(3))
        return (stretch?.samples.count ?? 0, stretch?.coveredFrom)
    }

    @Test func `A window is covered when there is a sample from before it`() {
        let ring = Self.ring(1...10)
        #expect(Self.stretch(ring, since: 5) == (6, .seconds(4)))
        #expect(Self.stretch(ring, since: 1) == (10, .seconds(1)))
        #expect(Self.stretch(ring, since: 0) == (10, .seconds(1)))
        #expect(Self.stretch(ring, since: 11) == (0, .seconds(10)))
        #expect(Self.stretch(SampleRing(), since: 0) == (0, nil))
    }

    @Test func `Nothing is known of the time before a gap`() {
        #expect(Self.stretch(Self.ring([1, 2, 3, 9, 10]), since: 0) == (2, .seconds(9)))
        #expect(Self.stretch(Self.ring([1, 2, 5, 8, 10]), since: 0) == (5, .seconds(1)))
    }

    @Test func `What is kept has an end`() {
        let many = Int64(SampleRing.capacity) * 2 + 7
        let ring = Self.ring(1...many)
        #expect(ring.last?.moment == .seconds(many))
        let stretch = Self.stretch(ring, since: 0)
        #expect(stretch == (SampleRing.capacity, .seconds(many - Int64(SampleRing.capacity) + 1)))
    }

    @Test func `Statistics count what was not answered`() {
        func sample(_ length: Float, _ verdict: ProbeSample.Verdict) -> ProbeSample {
            ProbeSample(moment: .zero, length: length, verdict: verdict)
        }
        let some = ProbeStatistics([
            sample(10, .well), sample(20, .well), sample(30, .ill), sample(2000, .overdue), sample(1, .unreachable),
        ])
        #expect(some.value(of: .availability) == Quantity(0.4, .ratio))
        #expect(some.value(of: .errorRate) == Quantity(0.6, .ratio))
        #expect(some.value(of: .responseTime) == Quantity(515, .time))
        #expect(some.value(of: .responseTimeP50) == Quantity(20, .time))
        #expect(some.value(of: .responseTimeP99) == Quantity(2000, .time))
        #expect(some.value(of: .throughput) == nil)
        #expect(ProbeStatistics([]).value(of: .availability) == nil)
        #expect(ProbeStatistics([sample(1, .unreachable)]).value(of: .responseTime) == nil)
    }
}
