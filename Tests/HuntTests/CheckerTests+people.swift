import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Of what people say.
extension CheckerTests {
    @Test func approvalGiven() throws {
        var fixture = try CheckerFixture(ApprovalGiven.self)
        let node = fixture.node("ask")
        func granted(_ person: UInt8, roles: UInt64 = 1) -> Event {
            .answered(node, Answer(person: person, roles: roles, isGranted: true))
        }
        let stranger = fixture.journal(granted(3, roles: 0))
        #expect(stranger != nil)
        let initiator = fixture.journal(granted(0))
        #expect(initiator != nil)
        let first = fixture.journal(granted(1))
        #expect(first == nil)
        fixture.set("ask", .done)
        let tooFew = fixture.journal(granted(1))
        #expect(tooFew != nil)
        let enough = fixture.journal(granted(2))
        #expect(enough == nil)
    }

    @Test func approvedNumbers() throws {
        let lag = { (seconds: Int64) in ApprovalTerms(lag: .seconds(seconds), loss: .seconds(seconds)) }
        func asked(_ seen: ApprovalTerms?, lag: Int64, in mode: Mode? = nil) throws -> String? {
            var fixture = try CheckerFixture(ApprovedNumbers.self)
            var world = fixture.scene.truth
            world[Self.west, ServiceIndex(0)].lag = .seconds(lag)
            let answer = Answer(person: 1, roles: 1, isGranted: true, seen: seen)
            _ = fixture.journal(.answered(fixture.node("ask"), answer))
            if let mode { _ = fixture.journal(.ordered(.switchMode(mode))) }
            _ = fixture.journal(.observed(fixture.node("promote"), Token(attempt: 1, isUndo: false), world))
            return fixture.see(
                .asked(fixture.request("promote", .promote(Self.west, Self.database, loss: .minutes(5)))))
        }
        #expect(try asked(lag(1), lag: 2) == nil)
        #expect(try asked(lag(1), lag: 60) != nil)
        #expect(try asked(nil, lag: 60) == nil)
        #expect(try asked(lag(1), lag: 60, in: .emergency) == nil)
    }

    @Test func pauseRests() throws {
        func rested(_ phase: Phase, after events: (CheckerFixture) -> [Event]) throws -> String? {
            var fixture = try CheckerFixture(PauseRests.self)
            for event in events(fixture) { _ = fixture.journal(event) }
            return fixture.see(.rested(phase))
        }
        func refused(_ fixture: CheckerFixture, _ failure: EffectFailure = .refused) -> Event {
            .finished(fixture.node("fence"), Token(attempt: 1, isUndo: false), .notDone(failure))
        }
        #expect(try rested(.held) { _ in [.ordered(.pause)] } != nil)
        #expect(try rested(.paused) { _ in [.ordered(.pause)] } == nil)
        #expect(try rested(.held) { [.ordered(.pause), refused($0)] } != nil)
        #expect(try rested(.held) { [.ordered(.pause), refused($0, .invalid)] } == nil)
        #expect(try rested(.held) { _ in [.ordered(.pause), .timerFired(.deadline)] } == nil)
        #expect(try rested(.ended(.stopped)) { _ in [.ordered(.pause), .ordered(.stop)] } == nil)
        #expect(try rested(.held) { _ in [] } == nil)
    }
}
