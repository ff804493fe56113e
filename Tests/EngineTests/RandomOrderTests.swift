import Engine
import Runbook
import RunbookCompiler
import Testing
import World

/// Random runs into which people speak at any moment, over plans with branches, watches, children and approvals.
@Suite struct RandomOrderTests {
    /// Each bit of `kind` changes the shape.
    static func plan(_ kind: UInt64) -> Plan {
        let north = PlanFixture.north
        var fixture = PlanFixture()
        fixture.change { $0.actions = [PlanAction(name: "noop", arguments: [:], touches: [])] }
        fixture.change { $0.notices = [PlanNotice(channel: "ops", message: "x")] }
        fixture.gate("pre")
        let half = fixture.shift("half", 50)
        fixture.watch(half)
        let grow = fixture.effect(
            "grow", .scale(north, PlanFixture.api, BasisPoints(12_000)), undo: .branch(section: 1), after: [half]
        ) { if kind & 1 == 1 { $0.failureRule = .hold } }
        fixture.watch(grow)
        let fence = fixture.effect("fence", .fence(PlanFixture.east, PlanFixture.database), after: [half])
        fixture.join([grow, fence])
        let custom = fixture.effect("custom", .custom(0), undo: .nothing, captures: 0) {
            $0.isObservable = false
            $0.isRepeatable = kind & 2 == 2
        }
        let child = fixture.step("child", Node(.finally(section: 2)))
        if kind & 4 == 4 { fixture.approval("go", need: 2) }
        if kind & 8 == 8 {
            let loss = LossBound(planned: .zero, emergency: .minutes(5))
            fixture.effect("promote", .promote(PlanFixture.west, PlanFixture.database, loss), undo: .nothing) {
                $0.isIrreversible = true
            }
            fixture.shift("rest", 100)
        }
        fixture.endSection()
        fixture.effect("back1", .scale(north, PlanFixture.api, BasisPoints(11_000)), undo: .nothing)
        fixture.effect("back2", .scale(north, PlanFixture.api, BasisPoints(10_000)), undo: .nothing)
        fixture.endSection(.undo)
        fixture.effect("child.tell", .notify(0), undo: .nothing, captures: 0) { $0.isObservable = false }
        fixture.endSection(.finally(scope: custom.index..<child.index))
        if kind & 16 == 16 {
            fixture.effect("tell", .notify(0), undo: .nothing, captures: 0) { $0.isObservable = false }
            let tell = fixture.endSection(.finally(scope: 0..<fixture.plan().nodes.count))
            fixture.change { $0.finally = tell }
        }
        return fixture.plan()
    }

    private struct Story {
        var driver: MachineDriver
        var hasSkippedUndo = false
        var problems: [String] = []
    }

    /// Until the run has ended, or nothing has changed for long.
    private func play(_ plan: Plan, seed: UInt64) -> Story {
        var story = Story(driver: MachineDriver(plan, seed: seed, faultRate: 12))
        story.driver.maximumFaults = 8
        var generator = SplitMix(state: seed &* 77 + 5)
        try? story.driver.feed(.started(.planned))
        var idle = 0
        for _ in 0..<60_000 where idle < 400 {
            let state = story.driver.machine.state
            if case .ended = state.phase { break }
            check(state, &story)
            let before = story.driver.events.count
            if state.phase.isAtRest || generator.next() % 50 == 0 {
                let order = order(state.phase, plan, &generator)
                try? story.driver.feed(.ordered(order))
                if story.driver.events.count > before, case .skip(let node) = order, isWayBack(node, state, plan) {
                    story.hasSkippedUndo = true
                }
            } else {
                story.driver.turn()
            }
            idle = story.driver.events.count == before ? idle + 1 : 0
        }
        return story
    }

    private func isWayBack(_ node: NodeID, _ state: RunState, _ plan: Plan) -> Bool {
        state.nodes[node.index].status == .undoFailed || plan.sections[plan.nodes[node.index].section].purpose == .undo
    }

    private func order(_ phase: Phase, _ plan: Plan, _ generator: inout SplitMix) -> Order {
        guard phase.isAtRest else { return generator.next() % 3 == 0 ? .rollback : .pause }
        switch generator.next() % 8 {
        case 0: return .proceed
        case 1, 2: return .rollback
        default:
            let node = NodeID(Int(generator.next() % UInt64(plan.nodes.count)))
            return generator.next() % 3 == 0 ? .skip(node) : .retry(node)
        }
    }

    private func check(_ state: RunState, _ story: inout Story) {
        let inFlight = state.nodes.count { $0.status.isInFlight }
        if inFlight != Int(state.inFlight) { story.problems.append("\(inFlight) in flight, counted \(state.inFlight)") }
        if state.phase.isAtRest, inFlight > 0 { story.problems.append("at rest with effects in flight") }
        if state.crossings != state.nodes.count(where: { $0.flags.contains(.crossing) }) {
            story.problems.append("crossings are miscounted")
        }
    }

    @Test func everyRunCanBeEndedAndARolledBackOneHasLeftNothingBehind() {
        for seed in UInt64(0)..<3000 {
            let plan = Self.plan(seed & 31)
            let story = play(plan, seed: seed)
            let state = story.driver.machine.state
            #expect(story.problems == [], "seed \(seed)")
            let statuses = zip(plan.labels, state.nodes).map { "\($0.id) \($1.status)" }.joined(separator: ", ")
            guard case .ended(let outcome) = state.phase else {
                Issue.record("seed \(seed) is stuck in \(state.phase), \(state.holdCause as Any): \(statuses)")
                continue
            }
            for invariant in [Invariant.oneWriter, .weightsSumToWhole] {
                let isViolated = invariant.isViolated(in: story.driver.world, topology: plan.topology)
                #expect(!isViolated, "seed \(seed): \(invariant.rawValue)")
            }
            guard outcome == .rolledBack else { continue }
            let hasSkippedUndo = story.hasSkippedUndo
            #expect(!hasSkippedUndo, "seed \(seed): a skipped undo is no rollback")
            let isRestored = story.driver.world == WorldFixture.healthy()
            #expect(isRestored, "seed \(seed): \(statuses)")
        }
    }
}
