import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Of the way back and the end.
extension CheckerTests {
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

    @Test func `What somebody did by hand in place of what was refused was not touched`() throws {
        for fate in [Fate.refused, .byHand] {
            var fixture = try CheckerFixture(RolledBack.self)
            _ = fixture.see(.asked(fixture.request("grow", Self.grow, fate: fate)))
            _ = fixture.act(fixture.request("grow", Self.grow, number: 2))
            fixture.set(.ended(.rolledBack))
            let left = fixture.see(.over)
            #expect((left != nil) == (fate == .refused))
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
        let asking = fixture.see(.asked(fixture.request("promote", Self.promote, epoch: 0)))
        #expect(asking != nil)
        // What is under way when a person orders a stop is that person's.
        var stopped = try CheckerFixture(QuietAfterEnd.self)
        let request = stopped.request("fence", Self.fence)
        stopped.set("fence", .performing)
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
}
