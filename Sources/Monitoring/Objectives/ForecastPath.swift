import Engine
import Runbook
import RunbookCompiler
import World

/// When each node of a plan would be done if nothing goes wrong, and what it would have waited for.
struct ForecastPath {
    private let plan: Plan
    private let mode: Mode
    private let book: DurationBook
    private let world: WorldState?
    private let settleTime: Milliseconds
    private var finishes: [Milliseconds]
    private var before: [NodeID?]
    private var lengths: [RecoveryTime.Term?]

    init(_ plan: Plan, mode: Mode, _ book: DurationBook, from world: WorldState?, settleTime: Milliseconds) {
        self.plan = plan
        self.mode = mode
        self.book = book
        self.world = world
        self.settleTime = settleTime
        finishes = Array(repeating: .zero, count: plan.nodes.count)
        before = Array(repeating: nil, count: plan.nodes.count)
        lengths = Array(repeating: nil, count: plan.nodes.count)
        // When traffic was last moved before a node.
        var shifted: [Milliseconds?] = Array(repeating: nil, count: plan.nodes.count)
        let main = plan.sections.first?.nodes ?? 0..<plan.nodes.count
        for node in PlanOrder(plan).nodes where main.contains(node.index) {
            let term = term(of: node, startingAt: finishes[node.index], shiftedAt: shifted[node.index])
            lengths[node.index] = term
            finishes[node.index] = finishes[node.index] + term.length
            let moved = plan.isShift(node) ? finishes[node.index] : shifted[node.index]
            for next in plan.successors(of: node) where main.contains(next.index) {
                if before[next.index] == nil || finishes[next.index] < finishes[node.index] {
                    finishes[next.index] = finishes[node.index]
                    before[next.index] = node
                }
                if let moved { shifted[next.index] = max(shifted[next.index] ?? moved, moved) }
            }
        }
    }

    func finish(of node: NodeID) -> Milliseconds { finishes[node.index] }

    func start(of node: NodeID) -> Milliseconds { finishes[node.index] - (lengths[node.index]?.length ?? .zero) }

    /// The chain that ends with a node, as far as it is later than a moment; what takes no time is left out.
    func terms(to last: NodeID, since moment: Milliseconds) -> [RecoveryTime.Term] {
        var terms: [RecoveryTime.Term] = []
        var node: NodeID? = last
        while let current = node, finish(of: current) > moment {
            if var term = lengths[current.index], term.length > .zero {
                term.length = min(term.length, finish(of: current) - moment)
                terms.append(term)
            }
            node = before[current.index]
        }
        return terms.reversed()
    }

    private func term(
        of node: NodeID, startingAt start: Milliseconds, shiftedAt shift: Milliseconds?
    ) -> RecoveryTime.Term {
        func term(_ length: Milliseconds, _ basis: RecoveryTime.Basis) -> RecoveryTime.Term {
            RecoveryTime.Term(step: plan.labels[node.index].id, length: length, basis: basis)
        }
        let value = plan.nodes[node.index]
        guard value.when.admits(mode) else { return term(.zero, .fixed) }
        switch value.kind {
        case .join, .finally: return term(.zero, .fixed)
        case .wait(let length, _): return term(length, .fixed)
        case .gate: return term(length(ofGate: node, startingAt: start, shiftedAt: shift), .fixed)
        case .effect where isSo(node): return term(ForecastPath.look, .assumed)
        case .effect, .approval:
            if let entry = DurationBook.kind(of: node, in: plan).flatMap(book.typical) {
                return term(entry.length, .recorded(entry.runs))
            }
            return term(plan.expected(node, in: mode), .assumed)
        }
    }

    /// What finding out takes that something is so already.
    private static let look = Milliseconds(100)

    /// Capacity that is ready is not made so again. Other effects are worth their time even where they seem to be done.
    private func isSo(_ node: NodeID) -> Bool {
        guard let world, case .scale(let region, let services, let share) = plan.operation(of: node) else {
            return false
        }
        return services.allSatisfy { service in world[region, service].capacity.map { $0 >= share } ?? false }
    }

    /// Its passes; after a shift it waits besides until its windows hold nothing that was before, which a soak may have done.
    private func length(
        ofGate node: NodeID, startingAt start: Milliseconds, shiftedAt shift: Milliseconds?
    ) -> Milliseconds {
        guard let sampler = plan.nodes[node.index].samplers.first else { return .zero }
        let gate = plan.gates[plan.samplers[sampler].gate]
        let passes = gate.every * Int64(max(0, Int(gate.passes) - 1))
        guard let shift else { return passes }
        let reach = GateEvaluator.queries(of: gate).filter(\.metric.isWindowed).compactMap(\.window).max() ?? .zero
        return max(.zero, shift + settleTime + reach - start) + passes
    }
}
