import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

@Suite struct AdapterTests {
    @Test func `The simulated adapter keeps the contract`() async {
        let timekeeper = LeapingTimekeeper(startingAt: .hours(1000))
        let subject = ContractSubject(topology: Demo.topology, timekeeper: timekeeper) {
            var world = Demo.world
            world.wait(.minutes(2))
            return try SimulatedAdapter(WorldInMemory(world), timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    /// Breaks the contract in one way each.
    struct Spoilt: RegionAdapter {
        enum Fault: CaseIterable { case forgets, inventsLag, ignoresEpoch, acceptsAnything, movesOnLooking, reorders }
        var inner: SimulatedAdapter
        var fault: Fault
        var manifest: AdapterManifest { inner.manifest }

        func observe() async -> WorldState {
            let seen = await inner.observe()
            if fault == .movesOnLooking {
                let share = (seen[Demo.west, ServiceIndex(2)].weight ?? .zero) + BasisPoints(1)
                let route = Effect.Route(service: ServiceIndex(2), from: .all - share, to: share)
                _ = await inner.apply(assignment(.route(from: Demo.east, to: Demo.west, [route])))
            }
            return seen
        }

        func measure(_ queries: [MetricQuery]) async -> [Measurement] {
            let answers = await inner.measure(queries)
            if fault == .reorders { return answers.reversed() }
            guard fault == .inventsLag else { return answers }
            return answers.map { answer in
                var answer = answer
                answer.value = answer.value ?? Quantity(0, answer.query.metric.dimension ?? .count)
                return answer
            }
        }

        func apply(_ assignment: Assignment) async -> EffectReport {
            if fault == .forgets, case .route = assignment.effect { return EffectReport(.done) }
            if fault == .acceptsAnything, case .custom = assignment.effect { return EffectReport(.done) }
            var assignment = assignment
            if fault == .ignoresEpoch { assignment.epoch = Epoch(rawValue: 1000) }
            return await inner.apply(assignment)
        }

        private func assignment(_ effect: Effect) -> Assignment {
            Assignment(
                effect: effect, mode: .planned, epoch: Epoch(rawValue: 1), run: "spoilt", step: "spoilt", isUndo: false,
                timeout: .seconds(60))
        }
    }

    @Test("The contract finds an adapter that breaks it", arguments: Spoilt.Fault.allCases)
    func broken(_ fault: Spoilt.Fault) async {
        let timekeeper = LeapingTimekeeper()
        let subject = ContractSubject(topology: Demo.topology, timekeeper: timekeeper) {
            Spoilt(inner: try SimulatedAdapter(WorldInMemory(Demo.world), timekeeper: timekeeper), fault: fault)
        }
        let rules = Set(await AdapterContract.check(subject).map(\.rule))
        let expected: ContractFinding.Rule =
            switch fault {
            case .forgets: .effectIsSeen
            case .inventsLag: .unknownIsNil
            case .ignoresEpoch: .epochIsEnforced
            case .acceptsAnything: .argumentsAreChecked
            case .movesOnLooking: .lookingChangesNothing
            case .reorders: .oneAnswerAQuery
            }
        #expect(rules.contains(expected), "\(rules)")
    }

    @Test func `The world's clock goes with the timekeeper's and stands still in between`() async throws {
        let world = WorldInMemory(Demo.world)
        let first = LeapingTimekeeper(startingAt: .hours(10))
        let adapter = try SimulatedAdapter(world, timekeeper: first)
        await first.sleep(until: first.now + .minutes(1))
        _ = await adapter.observe()
        #expect(world.current.clock == .minutes(1))
        let later = LeapingTimekeeper(startingAt: .hours(99))
        let next = try SimulatedAdapter(world, timekeeper: later)
        await later.sleep(until: later.now + .seconds(5))
        let query = MetricQuery(metric: .errorRate, region: Demo.east, service: nil, window: .seconds(30))
        let measured = await next.measure([query])
        #expect(world.current.clock == .seconds(65))
        #expect(measured[0].sampledAt == later.now)
        #expect(measured[0].coveredFrom == later.now - .seconds(30))
    }
}
