package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Drives the run machine along its success path against a model of the world. It performs nothing.
///
/// The model starts from what was observed and changes as `WorldState.apply` says. What stands in a step's way is noted
/// and then assumed to be mended, so that the steps after it are seen too.
package struct DryRunWalk: Sendable {
    package private(set) var session: RunSession
    package private(set) var model: WorldState
    package private(set) var steps: [DryRunStep]
    package private(set) var contradictions: [Contradiction] = []
    private(set) var rollback = DryRunRollback()
    private var now = Milliseconds.zero
    private var queue: [Command] = []
    private var head = 0
    private var isGoingBack = false
    private let text: StateText
    private let calls: @Sendable (Effect, WorldState) -> [String]
    /// Beyond so many nodes a rollback from each of them would take too long to try.
    private static let mostRollbacks = 400

    /// - Parameter calls: what brings an effect about in a world.
    package init(
        plan: Plan, startingFrom world: WorldState, settleTime: Milliseconds,
        calls: @escaping @Sendable (Effect, WorldState) -> [String] = { _, _ in [] }
    ) {
        session = RunSession(plan: plan, initiator: "", settleTime: settleTime)
        model = world
        steps = plan.nodes.indices.map { DryRunStep(NodeID($0)) }
        text = StateText(plan.topology)
        self.calls = calls
    }

    /// - Parameter triesRollbacks: whether to find out what a rollback after each step would do.
    package mutating func run(_ mode: Mode, owing: Obligations, triesRollbacks: Bool) {
        let tries = triesRollbacks && session.plan.nodes.count <= Self.mostRollbacks
        accept(.started(mode, owing: owing))
        drive { walk, node in
            guard tries, !walk.isGoingBack, walk.session.machine.state.phase == .running else { return }
            walk.steps[node.index].rollback = walk.rollbackFromHere()
        }
        for index in steps.indices {
            let status = session.machine.state.nodes[index].status
            steps[index].isSkipped = status == .skipped
            steps[index].isReached = status.isComplete
        }
    }

    package var isComplete: Bool { session.machine.state.phase == .ended(.succeeded) }

    private func rollbackFromHere() -> DryRunRollback? {
        var back = self
        back.isGoingBack = true
        guard back.accept(.ordered(.rollback)) else { return nil }
        back.drive { _, _ in }
        // What begins at the moment at which this step ends is not yet there to be taken back.
        back.rollback.undos.removeAll { undo in
            session.plan.sections[session.plan.nodes[undo.node.index].section].purpose == .main
                && !session.machine.state.nodes[undo.node.index].status.isComplete
        }
        back.rollback.isComplete = back.session.machine.state.phase == .ended(.rolledBack)
        return back.rollback
    }

    /// Answers commands until the machine rests; time passes only when there is nothing else to do.
    private mutating func drive(_ completed: (inout DryRunWalk, NodeID) -> Void) {
        var turns = 100_000 + 100 * session.plan.nodes.count
        while !session.machine.state.phase.isAtRest, turns > 0 {
            turns -= 1
            if head < queue.count {
                let command = queue[head]
                head += 1
                if let node = answer(command), session.machine.state.nodes[node.index].status == .done {
                    completed(&self, node)
                }
            } else if let next = session.nextDeadline {
                (now, head) = (max(now, next), 0)
                queue.removeAll(keepingCapacity: true)
                var batch = SessionBatch()
                session.fireDueTimers(at: now, into: &batch)
                queue += batch.work
            } else {
                return
            }
        }
    }

    @discardableResult
    private mutating func accept(_ event: Event) -> Bool {
        var batch = SessionBatch()
        let refusal = session.accept(event, at: now, into: &batch)
        queue += batch.work
        return refusal == nil
    }

    private mutating func answer(_ command: Command) -> NodeID? {
        switch command {
        case .observe(let node, let token):
            observe(node, token)
            return node
        case .perform(let node, let token):
            perform(node, token)
            return node
        case .sample(let sampler):
            accept(.sampled(sampler, .holds))
            return session.plan.samplers[sampler].node
        case .ask(let node):
            guard case .approval(let index) = session.plan.nodes[node.index].kind else { return nil }
            let approval = session.plan.approvals[index]
            for person in 0..<approval.need {
                accept(.answered(node, Answer(person: person + 1, roles: approval.roles, isGranted: true)))
            }
            return node
        case .startTimer, .cancelTimer, .stopClock, .startClock, .rest: return nil
        }
    }

    private mutating func observe(_ node: NodeID, _ token: Token) {
        if !isGoingBack, let operation = session.plan.operation(of: node) {
            contradictions += Contradiction.find(node, operation, session.plan, model)
        }
        for _ in Concern.allCases {
            guard let effect = session.machine.effect(for: node), !(model.satisfies(effect) == .yes),
                case .refuse(let concern) = SafetyCheck(topology: session.plan.topology, isRollback: token.isUndo)
                    .clearance(for: effect, in: session.machine.marked(model))
            else { break }
            note(concern, node)
            guard model.assumeMended(concern, for: effect) else { break }
        }
        accept(.observed(node, token, model))
        let state = session.machine.state.nodes[node.index]
        guard let concern = state.concern else { return }
        note(concern, node)
        if let effect = session.machine.effect(for: node) { _ = model.assumeMended(concern, for: effect) }
    }

    private mutating func note(_ concern: Concern, _ node: NodeID) {
        if isGoingBack {
            if !rollback.concerns.contains(concern) { rollback.concerns.append(concern) }
        } else if !steps[node.index].concerns.contains(concern) {
            steps[node.index].concerns.append(concern)
        }
    }

    private mutating func perform(_ node: NodeID, _ token: Token) {
        guard let effect = session.machine.effect(for: node) else { return }
        let before = model
        model.apply(effect)
        if case .fence(let region, let services) = effect { model.catchUp(behind: region, services) }
        let changes = text.changes(from: before, to: model)
        let section = session.plan.sections[session.plan.nodes[node.index].section].purpose
        if isGoingBack, token.isUndo || section == .undo {
            rollback.undos.append(DryRunRollback.Undo(node: node, changes: changes))
        } else if !isGoingBack {
            steps[node.index].changes = changes
            steps[node.index].calls = calls(effect, before)
        }
        accept(.finished(node, token, .done))
    }
}
