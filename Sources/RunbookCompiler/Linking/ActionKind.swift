import Runbook

/// The kinds of action, without what they hold.
enum ActionKind: Int, CaseIterable {
    case gate, shift, promote, fence, replicate, verify, scale, approve, wait, run, runbook, notify
}

extension Action {
    var kind: ActionKind {
        switch self {
        case .gate: .gate
        case .shift: .shift
        case .promote: .promote
        case .fence: .fence
        case .replicate: .replicate
        case .verify: .verify
        case .scale: .scale
        case .approve: .approve
        case .wait: .wait
        case .run: .run
        case .runbook: .runbook
        case .notify: .notify
        }
    }
}
