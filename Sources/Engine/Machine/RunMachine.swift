import Runbook
package import RunbookCompiler
import World

/// Decides what happens next in a run: the one place that does, for dry run, proof, rehearsal, live run and resume.
///
/// A plain value without clocks, tasks and I/O. It hears an `Event`, changes its state, and says what is to be done as
/// `Command`s. The same events give the same state, always.
package struct RunMachine: Sendable {
    package let plan: Plan
    package internal(set) var state: RunState
    let guards: ApprovalGuards
    /// Nodes whose last dependency has completed; empty between events.
    var ready: [NodeID] = []

    package init(plan: Plan) {
        self.plan = plan
        state = RunState(plan)
        guards = ApprovalGuards(plan)
    }

    /// Takes one event in, appending what is now to be done. A refused event changes nothing.
    package mutating func handle(_ event: Event, into commands: inout [Command]) throws(Refusal) {
        if state.phase == .idle {
            guard case .started(let mode, let owing) = event else { throw .notStarted }
            start(mode, owing, &commands)
            return
        }
        if case .ended = state.phase { throw .ended }
        switch event {
        case .started: throw .alreadyStarted
        case .observed(let node, let token, let world): try observed(node, token, world, &commands)
        case .finished(let node, let token, let result): try finished(node, token, result, &commands)
        case .sampled(let sampler, let verdict): try sampled(sampler, verdict, &commands)
        case .answered(let node, let answer): try answered(node, answer, &commands)
        case .timerFired(let timer): try timerFired(timer, &commands)
        case .ordered(let order): try ordered(order, &commands)
        case .resumed: resumed(&commands)
        case .inherited(let baseline): try inherited(baseline)
        }
        enterReady(&commands)
        if state.hasLeftBehind { holdAgainIfNothingIsLeft(&commands) }
    }

    /// The commands alone, for tables and tools.
    package mutating func handle(_ event: Event) throws(Refusal) -> [Command] {
        var commands: [Command] = []
        try handle(event, into: &commands)
        return commands
    }

    private mutating func start(_ mode: Mode, _ owing: Obligations, _ commands: inout [Command]) {
        state.mode = mode
        state.inherited = owing
        state.obligations = owing
        state.phase = .running
        commands.append(.startTimer(.deadline, plan.deadline - plan.rollbackReserve))
        begin(section: 0)
        enterReady(&commands)
    }

    /// Gives its memory away and takes another one on, of the same plan: for who explores many lines of play.
    package mutating func exchange(_ state: inout RunState) { swap(&self.state, &state) }

    func isKnown(_ node: NodeID) -> Bool { node.index < plan.nodes.count }
}

extension RunMachine: Hashable {
    package static func == (left: RunMachine, right: RunMachine) -> Bool { left.state == right.state }
    package func hash(into hasher: inout Hasher) { hasher.combine(state) }
}
