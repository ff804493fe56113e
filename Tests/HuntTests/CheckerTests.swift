import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Each checker objects to a trace that violates it, and to nothing in the same trace without the violation.
@Suite struct CheckerTests {
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let database = ServiceSet([ServiceIndex(0)])
    static let api = ServiceIndex(1)
    static let fence = Effect.fence(east, database)
    static let promote = Effect.promote(west, database, loss: .zero)
    static let grow = Effect.scale(west, [Effect.Capacity(service: api, share: .all)])
    static let shift = Effect.route(from: east, to: west, [Effect.Route(service: api, from: .zero, to: .all)])

    @Test func liveEqualsReplay() throws {
        var fixture = try CheckerFixture(LiveEqualsReplay.self)
        let same = fixture.see(.live(fixture.scene.fold, sequence: 0))
        #expect(same == nil)
        var other = fixture.scene.fold
        other.state.mode = .emergency
        let complaint = fixture.see(.live(other, sequence: 0))
        #expect(complaint != nil)
    }

    @Test func journalBeforeEffect() throws {
        var fixture = try CheckerFixture(JournalBeforeEffect.self)
        let node = fixture.node("fence")
        let (first, second) = (Token(attempt: 1, isUndo: false), Token(attempt: 2, isUndo: false))
        let start = fixture.scene.truth
        _ = fixture.see(.took(Epoch(rawValue: 1)))
        let early = fixture.see(.asked(fixture.request("fence", Self.fence)))
        #expect(early != nil)
        var careful = try CheckerFixture(JournalBeforeEffect.self)
        _ = careful.see(.took(Epoch(rawValue: 1)))
        _ = careful.journal(.observed(node, first, start))
        let right = careful.see(.asked(careful.request("fence", Self.fence)))
        #expect(right == nil)
        _ = careful.journal(.finished(node, first, .inDoubt))
        let blind = careful.see(.asked(careful.request("fence", Self.fence, number: 2)))
        #expect(blind != nil)
        _ = careful.journal(.observed(node, first, start))
        let settled = careful.see(.asked(careful.request("fence", Self.fence, number: 2)))
        #expect(settled != nil)
        _ = careful.journal(.finished(node, second, .notDone(.refused)))
        var fenced = start
        fenced.apply(Self.fence)
        _ = careful.journal(.observed(node, second, fenced))
        let needless = careful.see(.asked(careful.request("fence", Self.fence, number: 3)))
        #expect(needless != nil)
    }

    @Test func journalBeforeAnEffectThatCannotBeSeen() throws {
        var fixture = try CheckerFixture(JournalBeforeEffect.self)
        let action = PlanAction(name: "order.machines", arguments: [:], touches: [])
        _ = fixture.see(.took(Epoch(rawValue: 1)))
        let unheard = fixture.see(.asked(fixture.request("hand", .custom(0), action: action)))
        #expect(unheard != nil)
        var careful = try CheckerFixture(JournalBeforeEffect.self)
        _ = careful.see(.took(Epoch(rawValue: 1)))
        _ = careful.journal(.started(.planned))
        let first = careful.see(.asked(careful.request("hand", .custom(0), action: action)))
        #expect(first == nil)
        let again = careful.see(.asked(careful.request("hand", .custom(0), number: 2, action: action)))
        #expect(again != nil)
    }

    @Test func gaplessJournal() throws {
        var fixture = try CheckerFixture(GaplessJournal.self)
        let first = fixture.journal(.resumed, at: 5)
        let second = fixture.journal(.resumed, at: 5)
        #expect(first == nil && second == nil)
        let older = fixture.journal(.resumed, at: 4)
        #expect(older != nil)
        let gap = fixture.journal(.resumed, at: 6, sequence: 7)
        #expect(gap != nil)
    }

    @Test func supersededExecutor() throws {
        var fixture = try CheckerFixture(SupersededExecutor.self)
        _ = fixture.see(.took(Epoch(rawValue: 2)))
        let own = fixture.journal(.resumed, by: 2)
        #expect(own == nil)
        let record = fixture.journal(.resumed, by: 1)
        #expect(record != nil)
        let effect = fixture.see(.asked(fixture.request("fence", Self.fence, epoch: 1)))
        #expect(effect != nil)
        _ = fixture.see(.took(Epoch(rawValue: 3)))
        let untold = fixture.see(.asked(fixture.request("fence", Self.fence, epoch: 2)))
        #expect(untold == nil)
        _ = fixture.see(.took(Epoch(rawValue: 4)))
        let again = fixture.see(.took(Epoch(rawValue: 2)))
        #expect(again != nil)
    }

    @Test func repeatedEffect() throws {
        var fixture = try CheckerFixture(RepeatedEffect.self)
        _ = fixture.see(.took(Epoch(rawValue: 1)))
        _ = fixture.journal(.finished(fixture.node("fence"), Token(attempt: 1, isUndo: false), .done))
        let undo = fixture.see(.asked(fixture.request("fence", Self.fence, isUndo: true)))
        #expect(undo == nil)
        let again = fixture.see(.asked(fixture.request("fence", Self.fence)))
        #expect(again != nil)
    }

    @Test func repeatedAction() throws {
        var fixture = try CheckerFixture(RepeatedAction.self)
        let action = PlanAction(name: "order.machines", arguments: [:], touches: [])
        let node = fixture.node("hand")
        let request = fixture.request("hand", .custom(0), action: action)
        let first = fixture.see(.asked(request))
        #expect(first == nil)
        _ = fixture.journal(.finished(node, Token(attempt: 1, isUndo: false), .notDone(.refused)))
        let certain = fixture.see(.asked(request))
        #expect(certain == nil)
        _ = fixture.journal(.finished(node, Token(attempt: 2, isUndo: false), .inDoubt))
        _ = fixture.journal(.ordered(.retry(node)))
        let ordered = fixture.see(.asked(request))
        #expect(ordered == nil)
        let blind = fixture.see(.asked(request))
        #expect(blind != nil)
    }

    @Test func twoWriters() throws {
        var fixture = try CheckerFixture(TwoWriters.self)
        let complaint = fixture.act(fixture.request("promote", Self.promote))
        #expect(complaint != nil)
        var careful = try CheckerFixture(TwoWriters.self)
        let fenced = careful.act(careful.request("fence", Self.fence))
        let promoted = careful.act(careful.request("promote", Self.promote))
        #expect(fenced == nil && promoted == nil)
    }

    @Test func wholeWeights() throws {
        var fixture = try CheckerFixture(WholeWeights.self)
        let torn = Effect.route(
            from: Self.east, to: Self.west, [Effect.Route(service: Self.api, from: .percent(50), to: .percent(40))])
        let complaint = fixture.act(fixture.request("shift", torn))
        #expect(complaint != nil)
        let whole = fixture.act(fixture.request("shift", Self.shift))
        #expect(whole == nil)
    }

    @Test func fitReceiver() throws {
        var fixture = try CheckerFixture(FitReceiver.self)
        let start = fixture.scene.truth
        let short = fixture.act(fixture.request("shift", Self.shift))
        #expect(short != nil)
        fixture.scene.truth = start
        _ = fixture.act(fixture.request("grow", Self.grow))
        let ready = fixture.act(fixture.request("shift", Self.shift))
        #expect(ready == nil)
        let starved = fixture.act(
            fixture.request("grow", .scale(Self.west, [Effect.Capacity(service: Self.api, share: .zero)])))
        #expect(starved != nil)
    }

    @Test func lossWithinBound() throws {
        var fixture = try CheckerFixture(LossWithinBound.self)
        var world = fixture.scene.truth
        world[Self.west, ServiceIndex(0)].lag = .zero
        let current = fixture.act(fixture.request("promote", Self.promote), world)
        #expect(current == nil)
        world[Self.west, ServiceIndex(0)].lag = .seconds(30)
        let stale = fixture.act(fixture.request("promote", Self.promote), world)
        #expect(stale != nil)
        world[Self.west, ServiceIndex(0)].lag = nil
        let unknown = fixture.act(fixture.request("promote", Self.promote), world)
        #expect(unknown != nil)
    }

    @Test func trueAnswer() throws {
        var fixture = try CheckerFixture(TrueAnswer.self)
        let (node, token) = (fixture.node("fence"), Token(attempt: 1, isUndo: false))
        let request = fixture.request("fence", Self.fence)
        _ = fixture.see(.asked(request))
        let early = fixture.journal(.finished(node, token, .done))
        #expect(early != nil)
        let denied = fixture.journal(.finished(node, token, .notDone(.refused)))
        #expect(denied != nil)
        let unsure = fixture.journal(.finished(node, token, .inDoubt))
        #expect(unsure == nil)
        request.state = .tookEffect
        let right = fixture.journal(.finished(node, token, .done))
        #expect(right == nil)
        _ = fixture.see(.asked(fixture.request("fence", Self.fence, number: 2)))
        let another = fixture.journal(.finished(node, token, .done))
        #expect(another != nil)
    }

    @Test func undoOverDoubt() throws {
        var fixture = try CheckerFixture(UndoOverDoubt.self)
        let unfence = fixture.request("fence", .unfence(Self.east, Self.database), isUndo: true, number: 2)
        let quiet = fixture.see(.asked(unfence))
        #expect(quiet == nil)
        fixture.scene.open = [fixture.request("promote", Self.promote)]
        let complaint = fixture.see(.asked(unfence))
        #expect(complaint != nil)
        fixture.scene.open = [fixture.request("fence", Self.fence)]
        let own = fixture.see(.asked(unfence))
        #expect(own != nil)
    }

    @Test func doubtBeforeRollback() throws {
        var fixture = try CheckerFixture(DoubtBeforeRollback.self)
        fixture.set("grow", .doubtful)
        fixture.set(.held)
        let held = fixture.journal(.ordered(.pause))
        #expect(held == nil)
        fixture.set(.rollingBack)
        let over = fixture.journal(.ordered(.rollback))
        #expect(over != nil)
        fixture.set("grow", .done)
        let settled = fixture.journal(.ordered(.rollback))
        #expect(settled == nil)
    }

    @Test func lookAfterTakeOver() throws {
        var fixture = try CheckerFixture(LookAfterTakeOver.self)
        fixture.set("grow", .doubting)
        let looking = fixture.journal(.resumed)
        #expect(looking == nil)
        fixture.set("grow", .performing)
        let waiting = fixture.journal(.resumed)
        #expect(waiting != nil)
    }

    @Test func noReturn() throws {
        var fixture = try CheckerFixture(NoReturn.self)
        let unfence = fixture.request("fence", .unfence(Self.east, Self.database), isUndo: true)
        let before = fixture.see(.asked(unfence))
        #expect(before == nil)
        _ = fixture.act(fixture.request("promote", Self.promote))
        let after = fixture.see(.asked(unfence))
        #expect(after != nil)
        let ordered = fixture.journal(.ordered(.rollback))
        #expect(ordered != nil)
    }

    @Test func rolledBack() throws {
        var fixture = try CheckerFixture(RolledBack.self)
        fixture.set(.ended(.rolledBack))
        let untouched = fixture.see(.over)
        #expect(untouched == nil)
        _ = fixture.act(fixture.request("grow", Self.grow))
        let left = fixture.see(.over)
        #expect(left != nil)
    }

    @Test func `What was asked for and then found done was touched`() throws {
        for isAsked in [true, false] {
            var fixture = try CheckerFixture(RolledBack.self)
            let grow = fixture.node("grow")
            if isAsked { fixture.scene.fold.state.nodes[grow.index].flags.insert(.attempted) }
            fixture.scene.truth.apply(Self.grow)
            fixture.set("grow", .done)
            _ = fixture.journal(.observed(grow, Token(attempt: 2, isUndo: false), fixture.scene.truth))
            fixture.set(.ended(.rolledBack))
            let left = fixture.see(.over)
            #expect((left != nil) == isAsked)
        }
    }

    @Test func succeeded() throws {
        var fixture = try CheckerFixture(Succeeded.self)
        fixture.set("fence", .done)
        _ = fixture.journal(.finished(fixture.node("fence"), Token(attempt: 1, isUndo: false), .done))
        fixture.set(.ended(.succeeded))
        let missing = fixture.see(.over)
        #expect(missing != nil)
        _ = fixture.act(fixture.request("fence", Self.fence))
        let there = fixture.see(.over)
        #expect(there == nil)
    }

    @Test func quietAfterEnd() throws {
        var fixture = try CheckerFixture(QuietAfterEnd.self)
        let running = fixture.act(fixture.request("fence", Self.fence))
        #expect(running == nil)
        fixture.set("promote", .performing)
        let inFlight = fixture.see(.rested(.held))
        #expect(inFlight != nil)
        fixture.set("promote", .done)
        fixture.set("finally.tell", .performing)
        let telling = fixture.see(.rested(.ended(.succeeded)))
        #expect(telling != nil)
        _ = fixture.journal(.timerFired(.finallyBudget))
        let overBudget = fixture.see(.rested(.ended(.succeeded)))
        #expect(overBudget == nil)
        fixture.set(.ended(.stopped))
        let late = fixture.act(fixture.request("promote", Self.promote))
        #expect(late != nil)
        // What is under way when a person orders a stop is that person's; what was only decided is not to be asked for.
        var stopped = try CheckerFixture(QuietAfterEnd.self)
        let request = stopped.request("fence", Self.fence)
        stopped.scene.open = [request]
        stopped.set("promote", .performing)
        _ = stopped.journal(.ordered(.stop))
        stopped.set(.ended(.stopped))
        let underWay = stopped.act(request)
        #expect(underWay == nil)
        let asked = stopped.act(stopped.request("promote", Self.promote))
        #expect(asked != nil)
    }

    @Test func finallyOnce() throws {
        var fixture = try CheckerFixture(FinallyOnce.self)
        let early = fixture.see(.asked(fixture.request("finally.tell", .notify(0))))
        #expect(early != nil)
        fixture.set(.finishing(.succeeded))
        let right = fixture.see(.asked(fixture.request("finally.tell", .notify(0))))
        #expect(right == nil)
        fixture.set(.ended(.succeeded))
        let forgotten = fixture.see(.over)
        #expect(forgotten != nil)
    }

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
