package import Runbook
import RunbookCompiler

/// Faults: what a fault plan does to the world, and when.
extension SimulatedWorld {
    /// Lets a fault plan begin now. One that was going on is replaced; what it has already broken stays broken.
    package mutating func schedule(_ plan: FaultPlan) {
        faults = plan.faults.compactMap { ScheduledFault($0, startingAt: clock.rawValue, in: topology) }
        faults.sort { $0.at < $1.at }
        interferences.removeAll()
        strikeDueFaults()
    }

    mutating func strikeDueFaults() {
        while let fault = faults.first, fault.at <= clock.rawValue {
            faults.removeFirst()
            strike(fault)
        }
    }

    private mutating func strike(_ fault: ScheduledFault) {
        switch fault.kind {
        case .fail: change(fault.subject) { $0.health = .failed }
        case .partition: change(fault.subject) { $0.health = .partitioned }
        case .slow(let factor): change(fault.subject) { $0.slowness = factor }
        case .restore:
            change(fault.subject) { $0 = .sound }
            interferences.removeAll { $0.subject == fault.subject }
        case .interfere(let kind, let action, let times):
            interferences.append(Interference(subject: fault.subject, kind: kind, action: action, left: times))
        }
    }

    private mutating func change(_ subject: FaultSubject, _ change: (inout Condition) -> Void) {
        switch subject {
        case .region(let region): change(&regionConditions[region])
        case .service(let service, let region): change(&serviceConditions[region][service])
        case .link(let from, let to):
            change(&linkConditions[.link(from: min(from, to), to: max(from, to)), default: .sound])
        }
    }
}
