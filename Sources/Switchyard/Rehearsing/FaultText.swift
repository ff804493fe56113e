import Runbook

/// Says in words what a fault plan does.
enum FaultText {
    static func sentence(_ fault: FaultPlan.Fault) -> String {
        "\(subject(fault.subject)): \(kind(fault.kind))"
    }

    private static func subject(_ subject: FaultPlan.Subject) -> String {
        switch subject {
        case .region(let name): name.value
        case .service(let name, let region): "\(name.value) in \(region.value)"
        case .link(let from, let to): "the link between \(from.value) and \(to.value)"
        }
    }

    private static func kind(_ kind: FaultPlan.Kind) -> String {
        switch kind {
        case .fail: "fails"
        case .slow(let factor): "\(factor.brief) times slower"
        case .partition: "is cut off"
        case .restore: "is restored"
        case .refuse(let action, let times): "refuses \(action)" + self.times(times)
        case .loseReply(let action, let times): "performs \(action)\(self.times(times)), and the reply is lost"
        case .loseRequest(let action, let times): "does not hear of \(action)" + self.times(times)
        }
    }

    private static func times(_ times: Int64) -> String { times == 1 ? " once" : " \(times) times" }
}
