import Engine
import Runbook
import RunbookCompiler
import Testing

/// What a measurement is worth to a gate.
@Suite struct GateEvaluatorTests {
    private static let now = Milliseconds.hours(10)

    private static func verdict(
        value: Double?, age: Milliseconds = .zero, covers: Milliseconds = .zero, samples: Int64 = 1,
        window: Milliseconds? = nil, settledAt: Milliseconds? = nil, minimumSamples: Int64 = 1,
        wanting comparison: ComparisonOperator = .less, every: Milliseconds = .seconds(10)
    ) -> Verdict {
        let query = MetricQuery(metric: .errorRate, region: PlanFixture.east, service: nil, window: window)
        let gate = PlanGate(
            name: "fit",
            requirements: [PlanGate.Requirement(text: "", condition: .comparison(query, comparison, 0.05))],
            every: every, minimumSamples: minimumSamples)
        let measurement = Measurement(
            query: query, value: value.map { Quantity($0, .ratio) }, sampledAt: now - age,
            coveredFrom: now - age - covers, samples: samples, source: "")
        return GateEvaluator(topology: PlanFixture.topology, mode: .planned, now: now, settledAt: settledAt)
            .read(gate, [measurement]).verdict
    }

    @Test func aValueHoldsOrBreaches() {
        #expect(Self.verdict(value: 0.01) == .holds)
        #expect(Self.verdict(value: 0.05) == .breaches)
        #expect(Self.verdict(value: 0.05, wanting: .lessOrEqual) == .holds)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsUnknown(value: Double) {
        #expect(Self.verdict(value: value) == .unknown)
        #expect(Self.verdict(value: value, wanting: .greater) == .unknown)
    }

    /// Three intervals of the gate, and half a minute at least; ahead of us as well as behind.
    @Test(arguments: [
        (Int64(0), Verdict.holds), (30_000, .holds), (30_001, .unknown), (3_600_000, .unknown), (-30_000, .holds),
        (-30_001, .unknown), (-3_600_000, .unknown),
    ])
    func aSampleIsNewsForSoLong(age: Int64, verdict: Verdict) {
        #expect(Self.verdict(value: 0.01, age: Milliseconds(age)) == verdict)
    }

    @Test func aSlowGateIsPatient() {
        #expect(Self.verdict(value: 0.01, age: .seconds(90), every: .seconds(30)) == .holds)
        #expect(Self.verdict(value: 0.01, age: .seconds(91), every: .seconds(30)) == .unknown)
    }

    @Test(arguments: [(1.0, Verdict.breaches), (1.1, .unknown), (42, .unknown), (-0.1, .unknown), (1e308, .unknown)])
    func aShareThatCannotBeIsUnknown(value: Double, verdict: Verdict) {
        #expect(Self.verdict(value: value) == verdict)
        #expect(Self.verdict(value: value, wanting: .greater) == (verdict == .breaches ? .holds : .unknown))
    }

    @Test func noValueIsUnknownAndNotZero() {
        #expect(Self.verdict(value: nil) == .unknown)
        #expect(Self.verdict(value: nil, wanting: .greater) == .unknown)
    }

    @Test func aWindowThatIsNotFullSaysNothingYet() {
        let minute = Milliseconds.minutes(1)
        #expect(Self.verdict(value: 0.01, covers: minute, window: minute) == .holds)
        #expect(Self.verdict(value: 0.01, covers: minute - Milliseconds(1), window: minute) == .notYet)
        #expect(Self.verdict(value: 0.01, covers: minute, window: minute, settledAt: Self.now - minute) == .holds)
        #expect(
            Self.verdict(value: 0.01, covers: minute, window: minute, settledAt: Self.now - .seconds(59)) == .notYet)
    }

    @Test func tooFewSamplesAreUnknown() {
        let minute = Milliseconds.minutes(1)
        #expect(Self.verdict(value: 0.01, covers: minute, samples: 20, window: minute, minimumSamples: 20) == .holds)
        #expect(Self.verdict(value: 0.01, covers: minute, samples: 19, window: minute, minimumSamples: 20) == .unknown)
    }
}
