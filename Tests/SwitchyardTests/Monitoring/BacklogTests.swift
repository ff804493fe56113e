import Engine
import Runbook
import Testing

@testable import Switchyard

/// What has been seen while the history takes nothing.
struct BacklogTests {
    private static func look(at time: Milliseconds) -> Look {
        Look([SeriesName(region: "a", service: nil, metric: "lag")], at: time, [1])
    }

    @Test func `A minute's samples are due at once`() {
        var backlog = Backlog()
        #expect(!backlog.isDue(at: .zero))
        backlog.add(Self.look(at: .zero))
        backlog.add(Self.look(at: .seconds(50)))
        #expect(!backlog.isDue(at: .seconds(59)) && backlog.isDue(at: .seconds(60)))
        backlog.wereKept()
        #expect(backlog.looks.isEmpty && !backlog.isDue(at: .hours(1)))
    }

    @Test func `What is put off is tried again each minute, and given up after ten`() {
        var backlog = Backlog()
        var lost: [Int] = []
        for minute in 0...12 {
            let now = Milliseconds.minutes(Int64(minute))
            backlog.add(Self.look(at: now))
            if backlog.isDue(at: now) {
                lost.append(backlog.werePutOff(at: now))
                #expect(backlog.isHeld && !backlog.isDue(at: now + .seconds(59)))
            }
        }
        #expect(lost == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        #expect(backlog.looks.map(\.time) == (2...12).map { .minutes($0) })
        backlog.wereKept()
        #expect(!backlog.isHeld)
    }
}
