package import Engine
package import Runbook

/// One effect on its way through a simulated world, from request to answer. Whoever drives it keeps the time: a sleeping
/// task, or a rehearsal's virtual clock.
package struct Undertaking: Sendable {
    package enum Progress: Hashable, Sendable {
        /// Go on then, on the world's clock.
        case wait(until: Milliseconds)
        case answer(EffectReport)
    }

    private enum Stage: Hashable, Sendable {
        case new, begun, committed, silent
        case answering(EffectReport)
    }

    /// Capacity that is not ready when it was expected is waited for this much longer at a time.
    private static let lookAgain = Milliseconds.seconds(1)

    package let assignment: Assignment
    private var stage = Stage.new
    private var performance: Performance?
    private var deadline = Milliseconds.zero

    package init(_ assignment: Assignment) {
        self.assignment = assignment
    }

    /// Takes the next step. A step that changes the world is one transaction.
    package mutating func proceed(in world: inout SimulatedWorld) -> Progress {
        switch stage {
        case .new: return begin(in: &world)
        case .silent: return .answer(EffectReport(.inDoubt, detail: "no answer within \(assignment.timeout)"))
        case .answering(let report): return .answer(report)
        case .begun:
            guard let performance else { return fallSilent() }
            if let report = world.commit(assignment, performance) { return .answer(report) }
            stage = .committed
            return wait(until: world.clock + performance.replyAfter)
        case .committed where world.isStillScaling(for: assignment):
            return wait(until: world.clock + Undertaking.lookAgain)
        case .committed:
            guard let performance, let report = world.reply(to: assignment, performance) else { return fallSilent() }
            return .answer(report)
        }
    }

    private mutating func begin(in world: inout SimulatedWorld) -> Progress {
        let performance = world.begin(assignment)
        self.performance = performance
        deadline = world.clock + assignment.timeout
        switch performance.course {
        case .silence: return fallSilent()
        case .answer(let report):
            stage = .answering(report)
            return wait(until: world.clock + performance.replyAfter)
        case .work:
            // The request says how long it may take; what cannot be done by then is given up.
            stage = .begun
            return wait(until: world.clock + performance.commitAfter)
        }
    }

    private mutating func wait(until moment: Milliseconds) -> Progress {
        moment < deadline ? .wait(until: moment) : fallSilent()
    }

    private mutating func fallSilent() -> Progress {
        stage = .silent
        return .wait(until: deadline)
    }
}
