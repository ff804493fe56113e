import Runbook
import RunbookCompiler
import World

/// What the actions of the catalogue do.
extension SimulatedWorld {
    mutating func perform(_ action: PlanAction, _ key: String) {
        let region = SimulatedActions.region(of: action, in: topology)
        switch action.name {
        case "dns.flush": drifts.removeAll { region == nil || $0.region == region?.index }
        case "incident.open": incidents.append(key)
        case "load.shed":
            guard let region, case .percentage(let share)? = action.arguments["percent"] else { return }
            shed[region.index] = share
        default: break
        }
    }

    /// Why an action does not succeed now, or nil.
    func refusal(of action: PlanAction) -> String? {
        guard action.name == "backup.verify", let region = SimulatedActions.region(of: action, in: topology) else {
            return nil
        }
        for service in topology.stateful.intersection(topology.regions[region.index].services) {
            guard isVisible(region.index, service.index) else { return "\(topology.name(of: service)) does not answer" }
        }
        return nil
    }
}
