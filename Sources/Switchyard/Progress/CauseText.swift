package import Engine
import Runbook
package import RunbookCompiler
import World

/// Says in words why a run left its way.
package enum CauseText {
    /// Ready to follow "because".
    package static func sentence(_ cause: Cause, _ plan: Plan) -> String {
        guard let node = cause.node else { return reason(cause, plan) }
        return "\(plan.labels[node.index].id): \(reason(cause, plan))"
    }

    private static func reason(_ cause: Cause, _ plan: Plan) -> String {
        switch cause.reason {
        case .effectFailed(let failure): failure.sentence
        case .timedOut: "its time was over"
        case .unsafe(let concern): concern.sentence
        case .gateFailed: "its gate failed"
        case .gateTimedOut: "its gate did not pass in time"
        case .watchFailed(let sampler): "its watch \(plan.gates[plan.samplers[sampler].gate].name) failed"
        case .declined: "it was declined"
        case .unanswered: "nobody answered in time"
        case .approvalExpired(let approval, let growth):
            "its approval \(plan.labels[approval.index].id) has expired: \(growth.sentence)"
        case .inDoubt: "it could not be found out whether it was done"
        case .seenNotDone: "its answer was lost, and it was seen that it had not been done"
        case .undoFailed: "it could not be undone"
        case .deadline: "the run's deadline was reached"
        case .rollbackDeadline: "the time reserved for a rollback was over"
        case .ordered: "it was ordered"
        }
    }

    /// What a run as a whole is doing.
    package static func phase(_ state: RunState, _ plan: Plan) -> String {
        switch state.phase {
        case .idle: return "not started"
        case .running: return "running"
        case .settling(let goal):
            let next =
                switch goal {
                case .rollback: "rolling back"
                case .hold: "holding"
                case .pause: "pausing"
                case .stop: "stopping"
                }
            return "letting what is in flight settle before \(next)" + because(state.cause, plan)
        case .paused: return "paused"
        case .held: return "held" + because(state.holdCause ?? state.cause, plan)
        case .rollingBack: return "rolling back" + because(state.cause, plan)
        case .finishing(let outcome): return "\(outcome.rawValue), finishing"
        case .ended(let outcome): return outcome.rawValue + (outcome == .succeeded ? "" : because(state.cause, plan))
        }
    }

    private static func because(_ cause: Cause?, _ plan: Plan) -> String {
        cause.map { " because \(sentence($0, plan))" } ?? ""
    }
}
