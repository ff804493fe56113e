import Engine
import Runbook
import RunbookCompiler
import Synchronization
import World

/// An adapter over the abstract world, with behaviours that tests choose.
final class ModelAdapter: RegionAdapter {
    enum Behaviour: Sendable {
        case perform
        case refuse
        /// Performed, but the answer is lost.
        case loseReply
        /// Answers only when its task is cancelled, and has performed nothing.
        case hang
        /// Claims that a newer executor has been seen.
        case supersede
    }

    private struct Contents {
        var world = WorldFixture.healthy()
        var performed: [Assignment] = []
        var calls = 0
        var timekeeper: (any Timekeeper)?
    }

    private let contents = Mutex(Contents())
    private let behaviour: @Sendable (Int) -> Behaviour
    private let willApply: @Sendable (Assignment) async -> Void

    init(
        behaviour: @escaping @Sendable (Int) -> Behaviour = { _ in .perform },
        willApply: @escaping @Sendable (Assignment) async -> Void = { _ in }
    ) {
        self.behaviour = behaviour
        self.willApply = willApply
    }

    let manifest = AdapterManifest(
        name: "model", parts: Set(Environment.Part.ofRegions),
        actions: [
            ActionCatalogue.Declaration(
                name: "noop", summary: "", arguments: [], isRepeatable: true, isReadOnly: true, expectedDuration: .zero)
        ], enforcesEpoch: false)

    var world: WorldState { contents.withLock { $0.world } }
    var performed: [Assignment] { contents.withLock { $0.performed } }

    func observe() async -> WorldState { world }

    /// Whose clock its samples are taken by.
    func go(by timekeeper: any Timekeeper) { contents.withLock { $0.timekeeper = timekeeper } }

    func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = contents.withLock { $0.timekeeper }?.now ?? .zero
        return queries.map {
            Measurement(
                query: $0, value: Quantity(0, $0.metric.dimension ?? .count), sampledAt: now, coveredFrom: .zero,
                samples: 100, source: "model")
        }
    }

    func apply(_ assignment: Assignment) async -> EffectReport {
        await willApply(assignment)
        let call = contents.withLock { contents in
            contents.calls += 1
            return contents.calls
        }
        let behaviour = behaviour(call)
        switch behaviour {
        case .perform, .loseReply:
            contents.withLock { contents in
                contents.world.apply(assignment.effect)
                contents.performed.append(assignment)
            }
            return EffectReport(behaviourIsLost(behaviour) ? .inDoubt : .done)
        case .refuse: return EffectReport(.notDone(.refused), detail: "refused by the test")
        case .supersede: return EffectReport(.superseded)
        case .hang:
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
            return EffectReport(.inDoubt)
        }
    }

    private func behaviourIsLost(_ behaviour: Behaviour) -> Bool {
        if case .loseReply = behaviour { true } else { false }
    }
}
