import Engine
import Runbook
import RunbookCompiler
import World

/// What must hold where a run ends.
extension Game {
    /// Of a state from which nothing more happens by itself, or which waits for people.
    ///
    /// - Parameter faults: how many it took to get there.
    func breachOfEnd(_ state: GameState, faults: Int) -> Breach? {
        if faults == 0, mustSucceed, let breach = failed(state) { return breach }
        if let breach = untrueUnnoticed(state) { return breach }
        guard case .ended(let outcome) = state.run.phase, state.flights.isEmpty else { return nil }
        return switch outcome {
        case .rolledBack: unrestored(state) ?? untrueAtTheEnd(state, outcome)
        case .succeeded: brokenPromise(state) ?? untrueAtTheEnd(state, outcome)
        case .stopped: nil
        }
    }

    private func failed(_ state: GameState) -> Breach? {
        guard state.run.phase.isAtRest, state.run.phase != .ended(.succeeded) else { return nil }
        let node = state.run.nodes.firstIndex { $0.status == .failed || $0.concern != nil }.map { NodeID($0) }
        return Breach(
            .success, node, "the run is \(state.run.phase == .held ? "held" : "rolled back") and does not succeed")
    }

    private func unrestored(_ state: GameState) -> Breach? {
        for cell in restorable where !cell.isSame(in: state.truth, and: start) {
            return Breach(
                .restored, nil,
                "the run says it was rolled back, but the \(cell.text(plan.topology)) is not what it was")
        }
        return nil
    }

    /// The last effect on each value that was completed, and that no person has left as it was.
    private func brokenPromise(_ state: GameState) -> Breach? {
        guard !state.run.nodes.contains(where: { $0.status == .continued || $0.status == .doubtful }) else {
            return nil
        }
        for index in plan.nodes.indices.reversed() where state.run.nodes[index].status == .done {
            guard plan.sections[plan.nodes[index].section].purpose == .main,
                case .promote(let region, let services, _)? = plan.operation(of: NodeID(index))
            else { continue }
            for service in services where state.truth[region, service].role != .writer {
                guard !isPromotedLater(service, than: index, state) else { continue }
                return Breach(
                    .keptPromise, NodeID(index),
                    "the run says it succeeded, but \(plan.topology.name(of: region)) is not the writer of "
                        + plan.topology.name(of: service))
            }
        }
        return nil
    }

    private func isPromotedLater(_ service: ServiceIndex, than index: Int, _ state: GameState) -> Bool {
        plan.nodes.indices.contains { other in
            guard other != index, state.run.nodes[other].status == .done else { return false }
            switch plan.operation(of: NodeID(other)) {
            case .promote(_, let services, _), .replicate(_, _, let services): return services.contains(service)
            default: return false
            }
        }
    }

    /// Every value that the plan may change and that no author's rollback branch takes over.
    static func restorable(_ plan: Plan) -> [Cell] {
        var (touched, authored): (Set<Cell>, Set<Cell>) = ([], [])
        for index in plan.nodes.indices {
            guard let operation = plan.operation(of: NodeID(index)) else { continue }
            let cells = cells(of: operation, plan)
            let isBranch = plan.isBranch(NodeID(index))
            if case .branch = plan.nodes[index].undo {
                authored.formUnion(cells)
            } else if isBranch {
                authored.formUnion(cells)
            } else if !plan.nodes[index].isIrreversible {
                touched.formUnion(cells)
            }
        }
        return touched.subtracting(authored).sorted {
            ($0.facet.rawValue, $0.region, $0.service.rawValue) < ($1.facet.rawValue, $1.region, $1.service.rawValue)
        }
    }

    private static func cells(of operation: Operation, _ plan: Plan) -> [Cell] {
        switch operation {
        case .shift(let pair, let services, _):
            services.flatMap { [Cell(.weight, plan.pairs[pair].from, $0), Cell(.weight, plan.pairs[pair].to, $0)] }
        case .promote(_, let services, _):
            services.flatMap { service in
                plan.topology.regionIndices.flatMap {
                    [Cell(.role, $0, service), Cell(.fence, $0, service), Cell(.source, $0, service)]
                }
            }
        case .fence(let region, let services): services.map { Cell(.fence, region, $0) }
        case .replicate(_, let to, let services):
            services.flatMap { [Cell(.role, to, $0), Cell(.fence, to, $0), Cell(.source, to, $0)] }
        case .scale(let region, let services, _): services.map { Cell(.capacity, region, $0) }
        case .prepare, .verify, .custom, .notify: []
        }
    }
}
