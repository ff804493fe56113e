import Engine
import Runbook
import RunbookCompiler
import World

extension FailoverResult {
    init(_ end: RunEnd, before: WorldState, target: RegionIndex?) {
        let topology = end.session.plan.topology
        let state = end.session.machine.state
        run = end.run
        outcome = Outcome(rawValue: end.status.rawValue) ?? .paused
        servicesMigrated = topology.services.indices.map(ServiceIndex.init).filter { service in
            guard let target else { return false }
            let (old, new) = (before[target, service], end.world[target, service])
            if topology.stateful.contains(service) { return new.role == .writer && old.role != .writer }
            return new.weight == .all && old.weight != .all
        }.map(topology.name(of:))
        duration = .milliseconds((end.ended - end.started).rawValue)
        let isUnmeasured = topology.stateful.contains { service in
            end.world.writer(of: service).map { end.world[$0, service].lag == nil } ?? true
        }
        dataLoss = DataLoss(
            upperBound: .milliseconds(state.lossBound.rawValue),
            isKnown: !DryRun.promoted(end.session.plan, state) || !isUnmeasured)
        truth = end.truth
    }
}
