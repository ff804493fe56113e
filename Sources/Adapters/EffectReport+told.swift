import Engine
import Runbook

extension EffectReport {
    /// What somebody says became of what they were asked for, as `docs/process-adapter.md` has it; nil when nothing could be
    /// made of it.
    /// - Parameter place: who says it.
    init?(told answer: JSON, by place: String) {
        let detail = answer["detail"]?.string.map { "\(place): \(String($0.prefix(500)).printable)" } ?? place
        let outcomes = answer.members?.filter { $0.key == "outcome" } ?? []
        switch outcomes.count == 1 ? outcomes[0].value.string : nil {
        case "done": self.init(.done, detail: detail)
        case "superseded": self.init(.superseded, detail: detail)
        case "in_doubt": self.init(.inDoubt, detail: detail)
        case "not_done":
            self.init(.notDone(EffectReport.failure(answer["failure"]?.string)), detail: detail)
        default: return nil
        }
    }

    private static func failure(_ name: String?) -> EffectFailure {
        switch name {
        case "unreachable": .unreachable
        case "conflict": .conflict
        case "invalid": .invalid
        default: .refused
        }
    }
}
