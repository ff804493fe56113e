import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Of what is asked for, and what is recorded of it.
extension CheckerTests {
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

    @Test func lookAfterTakeOver() throws {
        var fixture = try CheckerFixture(LookAfterTakeOver.self)
        fixture.set("grow", .doubting)
        let looking = fixture.journal(.resumed)
        #expect(looking == nil)
        fixture.set("grow", .performing)
        let waiting = fixture.journal(.resumed)
        #expect(waiting != nil)
    }

    @Test func lookedAtIsOver() throws {
        var fixture = try CheckerFixture(LookedAtIsOver.self)
        let request = fixture.request("fence", Self.fence)
        _ = fixture.see(.asked(request))
        let unseen = fixture.see(.sentAgain(request))
        #expect(unseen == nil)
        _ = fixture.journal(.observed(fixture.node("fence"), Token(attempt: 1, isUndo: false), fixture.scene.truth))
        let seen = fixture.see(.sentAgain(request))
        #expect(seen != nil)
        _ = fixture.see(.asked(fixture.request("fence", Self.fence, number: 2)))
        let overtaken = fixture.see(.sentAgain(request))
        #expect(overtaken != nil)
    }
}
