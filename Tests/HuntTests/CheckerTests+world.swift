import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Of what takes effect.
extension CheckerTests {
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

    @Test func shareAsAsked() throws {
        func asked(_ from: Int32, _ to: Int32) throws -> String? {
            var fixture = try CheckerFixture(ShareAsAsked.self, CheckerFixture.watched)
            func route(_ from: Int32, _ to: Int32) -> Effect {
                let route = Effect.Route(service: Self.api, from: .percent(from), to: .percent(to))
                return .route(from: Self.east, to: Self.west, [route])
            }
            let first = fixture.act(asking: fixture.request("shift[10%]", route(90, 10)))
            #expect(first == nil)
            return fixture.act(asking: fixture.request("shift[50%]", route(from, to)))
        }
        #expect(try asked(50, 50) == nil)
        #expect(try asked(45, 55) != nil)
    }
}
