import Engine
import Prover
import Runbook
import RunbookCompiler
import World

/// What happens in a move, as a sentence without its full stop.
struct MoveText {
    private let plan: Plan
    private let scene: Counterexample.Scene

    init(_ plan: Plan, _ scene: Counterexample.Scene) {
        self.plan = plan
        self.scene = scene
    }

    /// The node that the move is about, if one is.
    static func node(of kind: Move.Kind, _ plan: Plan, _ before: GameState) -> NodeID? {
        switch kind {
        case .look(let node), .runOut(let node), .tryAgain(let node), .succeed(let node), .refuse(let node),
            .refuseForGood(let node), .lose(let node), .loseAtTheEnd(let node), .giveUp(let node), .pass(let node),
            .decline(let node), .leaveUnanswered(let node), .skip(let node), .retry(let node):
            node
        case .land(let flight), .vanish(let flight): before.flights[flight].node
        case .breach(let sampler), .goBlind(let sampler): plan.samplers[sampler].node
        case .deadline, .reserve, .finallyBudget, .crash, .rollback, .stop, .loss, .comeback: nil
        }
    }

    var sentence: String {
        switch scene.move.kind {
        case .look(let node): "\(name(node)) \(looked(node))"
        case .runOut(let node): "\(name(node)) has waited until its time was over"
        case .tryAgain(let node): "\(name(node)) is tried again" + tried(node)
        case .succeed(let node): "\(action(node)) is done" + done(node)
        case .refuse(let node): "\(action(node)) fails, this time"
        case .refuseForGood(let node): "\(action(node)) fails, and trying again would not help"
        case .lose(let node): "the answer to \(action(node)) is lost: it may or may not have been done"
        case .loseAtTheEnd(let node):
            "\(action(node)) gives no answer until its time is over: it may or may not have been done"
        case .land(let flight): "what \(name(scene.before.flights[flight].node)) had asked for is done after all"
        case .vanish(let flight):
            "what \(name(scene.before.flights[flight].node)) had asked for will not be done any more"
        case .giveUp(let node): "looking does not show whether \(action(node)) was done, so it is left to a person"
        case .pass(let node): passed(node)
        case .breach(let sampler): "\(gate(sampler)) is breached for longer than it tolerates"
        case .goBlind(let sampler): "\(gate(sampler)) gets no data for longer than it tolerates"
        case .decline(let node): "somebody declines \(name(node))"
        case .leaveUnanswered(let node): "nobody answers \(name(node)) in time"
        case .deadline: "the run's deadline passes"
        case .reserve: "the time that is reserved for a rollback is over"
        case .finallyBudget: "the time that finally has is over"
        case .crash: "Switchyard dies, and another executor takes the run over"
        case .rollback: "an operator orders a rollback, or the run's deadline passes"
        case .stop: "an operator stops the run"
        case .skip(let node): "an operator skips \(name(node))"
        case .retry(let node): "an operator has \(name(node)) tried again"
        case .loss(let loss): lost(loss)
        case .comeback(let loss): "\(subject(loss)) comes back"
        }
    }

    private func name(_ node: NodeID) -> String { plan.labels[node.index].id }

    private func action(_ node: NodeID) -> String {
        let flight = scene.before.flights.first { $0.node == node && !$0.isStray }
        return (flight?.isUndo ?? scene.before.run.nodes[node.index].status.isUndo)
            ? "the undo of \(name(node))" : name(node)
    }

    private func looked(_ node: NodeID) -> String {
        let after = scene.after.run.nodes[node.index]
        if let concern = after.concern { return "looks and waits, because \(concern.sentence)" }
        return switch after.status {
        case .performing: "looks, sees nothing against it, and begins"
        case .undoPerforming: "looks, and begins to be undone"
        case .undone: "looks, and finds nothing to be undone"
        case .done: "looks, and finds that it is done"
        case .backingOff, .undoBackingOff: "looks, and finds that it was not done; it will be tried again"
        case .failed: "looks, and fails"
        default: "looks"
        }
    }

    /// What its name does not say of an action that is done.
    private func done(_ node: NodeID) -> String {
        guard let flight = scene.before.flights.first(where: { $0.node == node && !$0.isStray }) else { return "" }
        switch (plan.operation(of: node), flight.effect) {
        case (.notify, _): return ": it only tells people"
        case (.custom, .custom): return ": it changes nothing in the regions"
        case (.custom(let action), _): return "; \(plan.actions[action].name) checks nothing before it acts"
        default: return ""
        }
    }

    private func tried(_ node: NodeID) -> String {
        scene.after.run.nodes[node.index].concern.map { ", and waits on, because \($0.sentence)" } ?? ""
    }

    private func passed(_ node: NodeID) -> String {
        switch plan.nodes[node.index].kind {
        case .gate:
            "\(name(node)) passes: \(plan.gates[plan.samplers[plan.nodes[node.index].samplers.lowerBound].gate].name) holds"
        case .approval: "\(name(node)) is approved"
        default: "the wait of \(name(node)) is over"
        }
    }

    private func gate(_ sampler: Int) -> String {
        let sampled = plan.samplers[sampler]
        return sampled.role == .watch
            ? "the watch \(plan.gates[sampled.gate].name) over \(name(sampled.node))"
            : "the gate \(plan.gates[sampled.gate].name) of \(name(sampled.node))"
    }

    private func lost(_ loss: Loss) -> String {
        switch loss {
        case .region: "\(subject(loss)) dies"
        case .way: "\(subject(loss)) does not answer us any more; it serves its users"
        case .service: "\(subject(loss)) stops serving"
        case .link: "\(subject(loss)) breaks"
        }
    }

    private func subject(_ loss: Loss) -> String {
        switch loss {
        case .region(let region), .way(let region): plan.topology.name(of: region)
        case .service(let region, let service):
            "\(plan.topology.name(of: service)) in \(plan.topology.name(of: region))"
        case .link(let index):
            "replication between \(plan.topology.name(of: plan.topology.links[index].from)) and "
                + plan.topology.name(of: plan.topology.links[index].to)
        }
    }
}
