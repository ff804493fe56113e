import Engine
import Prover
import Runbook
import RunbookCompiler
import World

/// A counterexample as a story: what happens, where it is written, what goes wrong, and how the world is after it.
struct ProofStory {
    struct Line {
        /// Since the start of the run, if everything takes as long as is expected and waits last until their end.
        var at: Milliseconds
        var move: Move
        var text: String
        var node: NodeID?
        /// What the move changed in the regions, and what the run makes of it.
        var changes: [String]

        var isFault: Bool { move.cost > 0 }
    }

    let plan: Plan
    private let scenes: [Counterexample.Scene]
    private(set) var lines: [Line] = []

    init(_ counterexample: Counterexample, mode: Mode) {
        self.init(counterexample.plan, counterexample.scenes, mode: mode)
    }

    init(_ plan: Plan, _ scenes: [Counterexample.Scene], mode: Mode) {
        self.plan = plan
        self.scenes = scenes
        var now = Milliseconds.zero
        for scene in scenes {
            now = now + ProofStory.length(of: scene.move.kind, plan, mode)
            lines.append(
                Line(
                    at: now, move: scene.move, text: MoveText(plan, scene).sentence,
                    node: MoveText.node(of: scene.move.kind, plan, scene.before),
                    changes: ProofStory.changes(scene, plan)))
        }
    }

    private static func changes(_ scene: Counterexample.Scene, _ plan: Plan) -> [String] {
        var changes = StateText(plan.topology).changes(from: scene.before.truth, to: scene.after.truth)
        for index in plan.nodes.indices
        where scene.before.run.nodes[index].status != scene.after.run.nodes[index].status {
            if let turn = turn(NodeID(index), scene.after.run.nodes[index].status, plan) { changes.append(turn) }
        }
        let (old, new) = (scene.before.run.phase, scene.after.run.phase)
        guard old != new else { return changes }
        return changes + [(new.isEnded ? "the run ends as " : "the run is ") + CauseText.phase(scene.after.run, plan)]
    }

    /// Where a run takes a turn that the regions do not show.
    private static func turn(_ node: NodeID, _ status: NodeState.Status, _ plan: Plan) -> String? {
        let name = plan.labels[node.index].id
        switch (status, plan.nodes[node.index].kind) {
        case (.continued, _): return "the run goes on without \(name), whose on_failure is continue"
        case (.asking, .approval(let index)):
            return "\(name) asks, and waits for an answer for up to \(plan.approvals[index].within)"
        default: return nil
        }
    }

    var isOver: Bool { scenes.last?.after.run.phase.isEnded ?? false }

    /// The first nodes of steps that the run has not come to: of its own, and of a rollback branch that has begun.
    var unreached: [NodeID] {
        guard let end = scenes.last?.after.run else { return [] }
        func hasBegun(_ index: Int) -> Bool {
            end.nodes[index].status != .pending && end.nodes[index].status != .observing
        }
        let sections = plan.sections.filter { section in
            switch section.purpose {
            case .main: true
            case .undo: section.nodes.contains(where: hasBegun)
            case .finally: false
            }
        }
        let nodes = sections.flatMap(\.nodes)
        var known = Set(nodes.filter(hasBegun).map { plan.labels[$0].step })
        return nodes.filter { known.insert(plan.labels[$0].step).inserted }.map { NodeID($0) }
    }

    private static func length(of kind: Move.Kind, _ plan: Plan, _ mode: Mode) -> Milliseconds {
        switch kind {
        case .succeed(let node), .pass(let node): plan.expected(node, in: mode)
        case .runOut(let node), .loseAtTheEnd(let node): plan.nodes[node.index].timeout
        case .lose(let node): plan.nodes[node.index].attemptTimeout
        case .tryAgain(let node): plan.nodes[node.index].retry.delay
        case .giveUp: .seconds(30)
        case .leaveUnanswered(let node): plan.worst(node, in: mode)
        case .breach(let sampler), .goBlind(let sampler): plan.gates[plan.samplers[sampler].gate].every
        default: .zero
        }
    }

    /// Where a node is written: `runbooks/gradual.yaml:41`.
    func place(of node: NodeID) -> String { ProofStory.place(plan.labels[node.index].origin) }

    static func place(_ origin: SourceOrigin) -> String { "\(origin.file):\(origin.span.start.line)" }
}
