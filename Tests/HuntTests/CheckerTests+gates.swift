import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Of gates, watches and waits.
extension CheckerTests {
    @Test func gatePasses() throws {
        var fixture = try CheckerFixture(GatePasses.self)
        _ = fixture.journal(.sampled(0, .holds))
        _ = fixture.journal(.sampled(0, .unknown))
        fixture.set("check", .done)
        let complaint = fixture.journal(.sampled(0, .holds))
        #expect(complaint != nil)
        var patient = try CheckerFixture(GatePasses.self)
        _ = patient.journal(.sampled(0, .holds))
        patient.set("check", .done)
        let passed = patient.journal(.sampled(0, .holds))
        #expect(passed == nil)
    }

    @Test(arguments: [Verdict.breaches, .unknown])
    func aGateGoesOnNoLongerThanItTolerates(verdict: Verdict) throws {
        var fixture = try CheckerFixture(GatePasses.self)
        let gate = fixture.scene.plan.gates[0]
        let tolerated = Int(verdict == .breaches ? gate.toleratedBreaches : gate.toleratedUnknown)
        fixture.set("check", .sampling)
        for _ in 0...tolerated {
            let early = fixture.journal(.sampled(0, verdict))
            #expect(early == nil)
        }
        let late = fixture.journal(.sampled(0, verdict))
        #expect(late != nil)
        fixture.set("check", .pending)
        _ = fixture.journal(.ordered(.pause))
        fixture.set("check", .sampling)
        let anew = fixture.journal(.sampled(0, verdict))
        #expect(anew == nil)
    }

    @Test func watchBegins() throws {
        var fixture = try CheckerFixture(WatchBegins.self, CheckerFixture.watched)
        let queries = GateEvaluator.queries(of: fixture.scene.plan.gates[0])
        let request = fixture.request("grow", Self.grow)
        fixture.set("grow", .performing)
        let blind = fixture.act(request)
        #expect(blind != nil)
        _ = fixture.see(.sampled(queries))
        let watched = fixture.act(request)
        #expect(watched == nil)
        fixture.set("grow", .doubtful)
        _ = fixture.journal(.ordered(.pause))
        fixture.set("grow", .doubting)
        let again = fixture.act(request)
        #expect(again != nil)
        fixture.set(.settling(.rollback))
        let settling = fixture.act(request)
        #expect(settling == nil)
        fixture.set(.running)
        fixture.set("wait", .done)
        let waited = fixture.journal(.timerFired(.wait(fixture.node("wait"))))
        #expect(waited != nil)
    }

    @Test(arguments: [Verdict.breaches, .unknown])
    func watchStops(verdict: Verdict) throws {
        var fixture = try CheckerFixture(WatchStops.self, CheckerFixture.watched)
        fixture.set("grow", .performing)
        let (watch, gate) = (fixture.watch("grow"), fixture.scene.plan.gates[0])
        let tolerated = Int(verdict == .breaches ? gate.toleratedBreaches : gate.toleratedUnknown)
        for _ in 0...tolerated {
            let early = fixture.journal(.sampled(watch, verdict))
            #expect(early == nil)
        }
        _ = fixture.journal(.sampled(watch, .holds))
        for _ in 0...tolerated {
            let anew = fixture.journal(.sampled(watch, verdict))
            #expect(anew == nil)
        }
        let late = fixture.journal(.sampled(watch, verdict))
        #expect(late != nil)
        fixture.set(.settling(.rollback))
        let settling = fixture.journal(.sampled(watch, verdict))
        #expect(settling == nil)
    }

    @Test func fullTime() throws {
        for (end, isEarly) in [(Int64(9_999), true), (10_000, false)] {
            var fixture = try CheckerFixture(FullTime.self, CheckerFixture.watched)
            fixture.set("wait", .waiting)
            _ = fixture.journal(.ordered(.pause))
            fixture.set("wait", .done)
            let complaint = fixture.journal(.timerFired(.wait(fixture.node("wait"))), at: end)
            #expect((complaint != nil) == isEarly)
            var trying = try CheckerFixture(FullTime.self, CheckerFixture.watched)
            trying.set("grow", .performing)
            _ = trying.journal(.ordered(.pause))
            trying.set("grow", .doubting)
            let limit = trying.scene.plan.nodes[trying.node("grow").index].attemptTimeout.rawValue
            let doubted = trying.journal(.timerFired(.attempt(trying.node("grow"))), at: limit - 10_000 + end)
            #expect((doubted != nil) == isEarly)
        }
    }
}
