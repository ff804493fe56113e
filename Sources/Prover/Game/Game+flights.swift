import Engine
import Runbook
import RunbookCompiler
import World

/// Effects on their way.
extension Game {
    /// What is asked for now.
    mutating func takeOff(_ node: NodeID, _ state: inout GameState) {
        guard var effect = machine.effect(for: node) else { return }
        if case .custom(let action) = effect {
            effect =
                state.truth.effect(of: plan.actions[action], in: plan.topology, loss: plan.rpo ?? .zero) ?? effect
        }
        let flight = Flight(node: node, isUndo: machine.state.nodes[node.index].status.isUndo, effect: effect)
        if isWayBack(flight) { breach = breach ?? breachOfWayBack(flight, state) }
        state.flights.append(flight)
    }

    /// Forward, or on a rollback.
    func isWayBack(_ flight: Flight) -> Bool { flight.isUndo || plan.isBranch(flight.node) }

    /// Its answer is there.
    @discardableResult
    mutating func takeDown(_ node: NodeID, _ state: inout GameState) -> Flight? {
        guard let index = state.flights.firstIndex(where: { $0.node == node && !$0.isStray }) else { return nil }
        return state.flights.remove(at: index)
    }

    /// Nobody waits for them any more. What changes nothing is forgotten at once.
    mutating func stray(_ state: inout GameState, _ isMeant: (Flight) -> Bool) {
        for index in state.flights.indices.reversed() where isMeant(state.flights[index]) {
            state.flights[index].isStray = true
            if !leavesTrace(state.flights[index]) { state.flights.remove(at: index) }
        }
    }

    private func leavesTrace(_ flight: Flight) -> Bool {
        plan.nodes[flight.node.index].isIrreversible || !flight.effect.cells(in: plan.topology).isEmpty
    }

    /// It acts.
    mutating func land(_ flight: Flight?, _ state: inout GameState) {
        guard let flight else { return }
        let before = state.truth
        state.truth.apply(flight.effect)
        // How far data is behind follows from who follows whom, and from what is out.
        for region in plan.topology.regionIndices {
            for service in plan.topology.stateful { state.truth[region, service].lag = nil }
        }
        if plan.nodes[flight.node.index].isIrreversible, !flight.isUndo { state.hasCrossed = true }
        breach = breach ?? breachOfEffect(flight, from: before, state)
    }

    /// The regions that a loss concerns; a bit each.
    static func regions(of loss: Loss, _ topology: Topology) -> UInt32 {
        switch loss {
        case .region(let region), .way(let region), .service(let region, _): region.bit
        case .link(let index): topology.links[index].from.bit | topology.links[index].to.bit
        }
    }
}
