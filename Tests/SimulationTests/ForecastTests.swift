import Engine
import Runbook
import RunbookCompiler
import Testing

@testable import Simulation

@Suite("Forecasts")
struct ForecastTests {
    @Test(
        "shares add up to the whole",
        arguments: [[1, 1, 1], [999, 1], [0, 3, 0, 4], [1], [333, 333, 334, 7], Array(repeating: 1, count: 7)])
    func shares(counts: [Int]) {
        let shares = RehearsalForecast.shares(of: counts)
        #expect(shares.reduce(.zero, +) == .all)
        for (share, count) in zip(shares, counts) {
            #expect(abs(share.ratio - Double(count) / Double(counts.reduce(0, +))) <= 0.0001)
        }
    }

    @Test("of nothing there are no shares")
    func nothing() {
        #expect(RehearsalForecast.shares(of: [0, 0]) == [.zero, .zero])
        #expect(RehearsalForecast([]).groups.isEmpty)
        #expect(Distribution([]).p95 == .zero)
    }

    @Test("percentiles are values that occurred")
    func percentiles() {
        let times = Distribution((1...40).map { Milliseconds($0) }.reversed())
        #expect(times.median == Milliseconds(20))
        #expect(times.p95 == Milliseconds(38))
        #expect(times.worst == Milliseconds(40))
        #expect(Distribution([Milliseconds(7)]).p95 == Milliseconds(7))
    }

    @Test("a forecast groups rehearsals by how they ended, and reasons by what they are")
    func groups() throws {
        let faults = Demo.faults([(.minutes(6), Demo.service("checkout_api", in: Demo.west), .fail)])
        let plan = try Demo.plan("gradual", mode: .planned)
        let failed = Rehearsal.run(plan, in: Demo.world, RehearsalSettings(faults))
        let fine = Rehearsal.run(plan, in: Demo.world, RehearsalSettings(mode: .planned))
        let results = [failed, fine, failed].enumerated().map {
            RehearsalResult($0.element, seed: UInt64($0.offset), expecting: nil)
        }
        let forecast = RehearsalForecast(results)
        #expect(forecast.groups.map(\.outcome) == [.succeeded, .rolledBack])
        #expect(forecast.groups.map(\.share).reduce(.zero, +) == .all)
        #expect(forecast.groups[1].reasons == [.init(cause: try #require(failed.cause), count: 2)])
        #expect(forecast.succeeded(within: .hours(1)) == 1)
        #expect(forecast.asExpected == nil)
    }

    @Test("the time without a writer is from the fence to the promotion, to the millisecond")
    func withoutWriter() throws {
        let report = Rehearsal.run(
            try Demo.plan("gradual", mode: .planned), in: Demo.world, RehearsalSettings(mode: .planned))
        let track = RehearsalTrack(report)
        func stint(_ id: String) -> RehearsalTrack.Stint? {
            track.stints.first { report.session.plan.labels[$0.node.index].id == id }
        }
        let (fence, promotion) = (try #require(stint("fence_source")), try #require(stint("promote")))
        let gap = report.gauge.withoutWriter
        #expect(gap > .zero)
        #expect(gap <= promotion.end - fence.start)
        #expect(gap >= promotion.start - fence.end)
        #expect(!report.gauge.isWithoutWriter)
        #expect(report.gauge.withTwoWriters == .zero)
        #expect(track.crossing.map { $0 >= fence.end && $0 <= promotion.end } == true)
        #expect(track.stretches.map(\.way) == [.forward, .finishing])
    }

    @Test("a writer that dies and is not replaced is missing to the end")
    func endsWithoutWriter() throws {
        let faults = Demo.faults([(.seconds(90), Demo.region(Demo.east), .fail)])
        let report = Rehearsal.run(try Demo.plan("gradual", mode: .planned), in: Demo.world, RehearsalSettings(faults))
        #expect(report.outcome != .succeeded)
        #expect(report.gauge.isWithoutWriter)
        #expect(report.gauge.withoutWriter == report.duration - .seconds(90))
        #expect(report.gauge.errorRate > 0.5)
    }

    @Test("a run that turns back is drawn going back, with its undos")
    func goingBack() throws {
        let faults = Demo.faults([(.minutes(6), Demo.service("checkout_api", in: Demo.west), .fail)])
        let report = Rehearsal.run(try Demo.plan("gradual", mode: .planned), in: Demo.world, RehearsalSettings(faults))
        let track = RehearsalTrack(report)
        #expect(track.stretches.map(\.way) == [.forward, .back, .finishing])
        #expect(track.stints.contains { $0.ending == .failed })
        let undone = track.stints.filter(\.isUndo)
        #expect(undone.map { report.session.plan.labels[$0.node.index].id }.last == "warm_compute")
        #expect(undone.allSatisfy { $0.ending == .undone })
        #expect(track.stints.allSatisfy { $0.start <= $0.end && $0.ending != .open })
    }
}
