import Runbook
import World

/// The words of the journal's text. They are part of the format: a case may be renamed, its word may not.
enum EventWord {
    static func mode(_ mode: Mode) -> StaticString {
        switch mode {
        case .planned: "planned"
        case .emergency: "emergency"
        }
    }

    static func failure(_ failure: EffectFailure) -> StaticString {
        switch failure {
        case .unreachable: "unreachable"
        case .refused: "refused"
        case .conflict: "conflict"
        case .invalid: "invalid"
        }
    }

    static func verdict(_ verdict: Verdict) -> StaticString {
        switch verdict {
        case .holds: "holds"
        case .breaches: "breaches"
        case .unknown: "unknown"
        case .notYet: "not_yet"
        }
    }

    static func knowledge(_ knowledge: Knowledge) -> StaticString {
        switch knowledge {
        case .no: "n"
        case .yes: "y"
        case .unknown: "?"
        }
    }

    static func role(_ role: DataRole) -> StaticString {
        switch role {
        case .unknown: "?"
        case .none: "-"
        case .writer: "w"
        case .standby: "s"
        case .detached: "d"
        }
    }

    static let knowledges: [Knowledge] = [.no, .yes, .unknown]
    static let roles: [DataRole] = [.unknown, .none, .writer, .standby, .detached]
}
