internal import Runbook
internal import RunbookCompiler

/// A fault with its moment on the world's clock.
struct ScheduledFault: Hashable, Sendable, Codable {
    enum Kind: Hashable, Sendable, Codable {
        case fail, partition, restore
        case slow(factor: Double)
        case interfere(Interference.Kind, action: String, times: Int64)
    }

    var at: Int64
    var subject: FaultSubject
    var kind: Kind

    init(at: Int64, subject: FaultSubject, kind: Kind) {
        self.at = at
        self.subject = subject
        self.kind = kind
    }

    /// Nil when it names something that the topology has not.
    init?(_ fault: FaultPlan.Fault, startingAt start: Int64, in topology: Topology) {
        func region(_ name: Located<String>) -> Int? { topology.region(named: name.value)?.index }
        switch fault.subject {
        case .region(let name):
            guard let region = region(name) else { return nil }
            subject = .region(region)
        case .service(let name, let place):
            guard let service = topology.service(named: name.value), let region = region(place) else { return nil }
            subject = .service(service.index, region: region)
        case .link(let source, let target):
            guard let from = region(source), let to = region(target) else { return nil }
            subject = .link(from: from, to: to)
        }
        kind =
            switch fault.kind {
            case .fail: .fail
            case .partition: .partition
            case .restore: .restore
            case .slow(let factor): .slow(factor: max(factor, 1))
            case .refuse(let action, let times): .interfere(.refuse, action: action, times: times)
            case .loseReply(let action, let times): .interfere(.loseReply, action: action, times: times)
            case .loseRequest(let action, let times): .interfere(.loseRequest, action: action, times: times)
            }
        at = start + fault.at.rawValue
    }
}
