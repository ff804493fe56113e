import Engine
import Monitoring
import Runbook
import RunbookCompiler
import Testing
import World

/// No status, score or forecast is better for missing data: each thing that was seen is taken away in turn.
@Suite struct MissingDataTests {
    static let survey = Fixture.survey()

    /// Only what was answered can be taken away.
    static let answered = survey.all.filter { $0.value != nil }.map(\.query)

    @Test func `There is much to take away`() { #expect(MissingDataTests.answered.count > 200) }

    @Test(arguments: answered) func `A measurement that is missing makes nothing better`(_ query: MetricQuery) {
        compare(MissingDataTests.survey, MissingDataTests.survey.forgetting(query), "\(query)")
    }

    enum Fact: CaseIterable, Sendable {
        case reachable, weight, capacity, lag, role, fenced, serving, source, streaming
    }

    @Test(arguments: Fact.allCases) func `A fact that is missing makes nothing better`(_ fact: Fact) {
        let survey = MissingDataTests.survey
        for region in survey.topology.regionIndices {
            var world = survey.world
            if fact == .reachable { world.isReachable[region.index] = .unknown }
            for service in survey.topology.regions[region.index].services {
                let unknown = ServiceState()
                switch fact {
                case .reachable: break
                case .weight: world[region, service].weight = nil
                case .capacity: world[region, service].capacity = nil
                case .lag: world[region, service].lag = nil
                case .role: world[region, service].role = unknown.role
                case .fenced: world[region, service].isFenced = .unknown
                case .serving: world[region, service].isServing = .unknown
                case .source: world[region, service].source = .unknown
                case .streaming: world[region, service].isStreaming = .unknown
                }
            }
            compare(survey, survey.seeing(world), "\(fact) of \(survey.topology.name(of: region))")
        }
    }

    private func compare(_ whole: Survey, _ part: Survey, _ what: String) {
        let environment = Fixture.environment
        let pairs = zip(RegionHealth.all(in: whole, environment), RegionHealth.all(in: part, environment))
        for (before, after) in pairs {
            #expect(after.status.severity >= before.status.severity, "\(what): status")
            if let better = after.availability, let known = before.availability {
                #expect(better <= known + 1e-12, "\(what): availability")
            }
            for (one, other) in zip(before.services, after.services) {
                #expect(other.status.severity >= one.status.severity, "\(what): a service's status")
            }
        }
        for target in whole.topology.regionIndices.dropFirst() {
            let scores = [whole, part].map { survey in
                Readiness(
                    DrillFinding.found(in: survey, environment, from: Fixture.east, to: target), at: survey.time
                ).score
            }
            #expect(scores[1] <= scores[0], "\(what): readiness")
        }
        for before in RecoveryPoint.all(in: whole) {
            let after = RecoveryPoint.all(in: part).first { $0.target == before.target && $0.service == before.service }
            guard let known = before.bound, let told = after?.bound else { continue }
            #expect(told >= known, "\(what): RPO")
        }
        for (before, after) in zip(LinkSight.all(in: whole), LinkSight.all(in: part)) {
            #expect(after.verdict != .asDeclared || before.verdict == .asDeclared, "\(what): replication")
            if let then = after.catchUp { #expect(before.catchUp.map { then >= $0 } == true, "\(what): catch-up") }
        }
    }

    @Test func `An objective that cannot be told is not met`() {
        #expect(Compliance(nil, within: .seconds(1)) == .unknown)
        #expect(Compliance(.seconds(1), within: .seconds(1)) == .met)
        #expect(Compliance(.seconds(2), within: .seconds(1)) == .missed)
        #expect(Compliance(nil, within: nil) == .noObjective)
    }

    @Test func `A drill's finding that is missing earns nothing, and evidence fades`() {
        let time = Milliseconds.hours(1000)
        let all = DrillItem.allCases.map { DrillFinding($0, .passed, "seen", at: time) }
        #expect(Readiness(all, at: time).score == 100)
        #expect(DrillItem.allCases.reduce(0) { $0 + $1.worth } == 100)
        for item in DrillItem.allCases {
            let without = all.filter { $0.item != item }
            #expect(Readiness(without, at: time).score == 100 - item.worth)
            let unmeasured = without + [DrillFinding(item, .notMeasured, "", at: time)]
            #expect(Readiness(unmeasured, at: time).score == 100 - item.worth)
        }
        var last = 100
        for hours in stride(from: Int64(0), through: 24 * 31, by: 6) {
            let score = Readiness(all, at: time + .hours(hours)).score
            #expect(score <= last)
            last = score
        }
        #expect(last == 0)
        #expect(Readiness(all, at: time, isVoid: true).score == 0)
        #expect(Readiness(all, at: time - .hours(1)).score == 0)
    }

    @Test func `A forecast needs samples, recent ones, and says nothing better without some`() throws {
        let now = Milliseconds.hours(10)
        let series = SeriesName(region: "us-west-2", metric: "replication_lag")
        // Grows by a second a minute; reaches 60 s half an hour after now.
        let points = (0..<60).map { minute -> HistoryPoint in
            let value = 30_000.0 - Double(59 - minute) * 1000 / 2
            return HistoryPoint(
                time: now - .minutes(Int64(59 - minute)), asked: 1, known: 1, mean: value, low: value, high: value)
        }
        func forecast(_ points: [HistoryPoint]) throws(MetricForecast.Failure) -> MetricForecast {
            try MetricForecast(
                series, points, threshold: Quantity(60_000, .time), isUpperLimit: true, horizon: .hours(24), now: now,
                staleness: .minutes(5))
        }
        let whole = try forecast(points)
        guard case .after(let time) = whole.breach else {
            Issue.record("\(whole.breach)")
            return
        }
        #expect(abs(time.rawValue - Milliseconds.minutes(60).rawValue) < 1000)
        #expect(whole.error?.median ?? 1 < 0.001)
        for index in points.indices.dropLast() {
            var part = points
            part.remove(at: index)
            guard case .after(let then) = try forecast(part).breach else {
                Issue.record("without point \(index)")
                continue
            }
            #expect(abs(then.rawValue - time.rawValue) < 1000)
        }
        #expect(throws: MetricForecast.Failure.tooFew(known: 7)) { try forecast(Array(points.suffix(7))) }
        #expect(throws: MetricForecast.Failure.self) { try forecast(Array(points.dropLast(10))) }
        var unanswered = points
        unanswered[59].mean = nil
        #expect(throws: MetricForecast.Failure.self) { try forecast(unanswered) }
    }
}
