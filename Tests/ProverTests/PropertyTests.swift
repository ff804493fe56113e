import Engine
import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Testing
import World

@testable import Prover

/// What an author says to be always true, in one situation after another.
@Suite struct PropertyTests {
    /// The demo regions, in which the first has all traffic and writes.
    private static func holds(
        _ property: String, mode: Mode = .planned, _ change: (inout GameState) -> Void = { _ in }
    ) throws -> Bool {
        let text = """
            runbook: stating
            version: 1
            strategy: custom
            always:
              - \(property)
            steps:
              - id: make_ready
                scale: {region: us-west-2, to: 100%}
                timeout: 5m

            """
        let reading = RunbookReader.read(Array(text.utf8), file: "stating.yaml")
        let runbook = try #require(reading.value, "\(reading.diagnostics.map(\.message))")
        let context = CheckContext(
            environment: Shipped.environment, mode: mode, actions: SimulatedActions.catalogue)
        let result = Checker.check(runbook, in: context)
        let plan = try #require(result.checked?.plan, "\(result.diagnostics.map(\.message))")
        var game = Game(plan, mode: mode, from: Shipped.start)
        var state = game.opening()
        change(&state)
        return game.holds(plan.always[0], state)
    }

    private static let (east, west) = (RegionIndex(0), RegionIndex(1))

    @Test(
        "what is so at the start",
        arguments: [
            ("serving_regions >= 1", true), ("serving_regions >= 2", false),
            ("serving_regions(checkout_api) == 1", true),
            ("writers == 1", true), ("writers(orders_db) == 0", false), ("weight(us-east-1) == 100%", true),
            ("weight(us-west-2, checkout_api) == 0%", true), ("capacity(us-west-2) >= 60%", true),
            ("capacity(us-west-2) > 60%", false), ("replication_lag(us-west-2) < 60s", true),
            ("healthy(us-west-2)", true), ("reachable(us-east-1)", true), ("writer(us-east-1)", true),
            ("writer(us-west-2)", false), ("standby(us-west-2)", true), ("standby(ap-southeast-1)", true),
            ("standby(us-east-1)", false), ("current(us-east-1) and current(eu-west-1)", true),
            ("fenced(us-east-1)", false), ("running", true), ("not running", false), ("$mode == planned", true),
            ("$mode != planned or writer(us-west-2)", false),
            // Of a service that keeps no data nothing is written anywhere.
            ("writer(us-east-1, checkout_api)", false), ("standby(us-west-2, edge_network)", false),
        ])
    func atTheStart(property: String, isTrue: Bool) throws { #expect(try Self.holds(property) == isTrue) }

    @Test func theModeIsThatOfTheRun() throws {
        #expect(try Self.holds("$mode == emergency", mode: .emergency))
    }

    @Test func whatIsLostIsNotHealthyAndServesNobody() throws {
        let services = Shipped.environment.services.count
        for loss in [Loss.region(Self.east), .service(Self.east, ServiceIndex(2))] {
            let lose = { (state: inout GameState) in state.outages.toggle(loss, services: services) }
            #expect(try !Self.holds("healthy(us-east-1)", lose))
            #expect(try !Self.holds("serving_regions >= 1", lose))
        }
        let cut = { (state: inout GameState) in state.outages.toggle(.way(Self.east), services: services) }
        #expect(try !Self.holds("reachable(us-east-1)", cut))
        #expect(try Self.holds("serving_regions >= 1 and writers == 1", cut))
    }

    @Test func aBrokenLinkMakesDataOldAndLeavesAStandbyAStandby() throws {
        let cut = { (state: inout GameState) in state.outages.toggle(.link(0), services: 7) }
        #expect(try !Self.holds("current(us-west-2)", cut))
        #expect(try !Self.holds("replication_lag(us-west-2) < 24h", cut))
        #expect(try Self.holds("standby(us-west-2)", cut))
    }

    @Test func aDeadRegionWritesNothingUntilItComesBack() throws {
        let die = { (state: inout GameState) in state.outages.toggle(.region(Self.east), services: 7) }
        #expect(try Self.holds("writers == 0 and not writer(us-east-1)", die))
    }
}
