import Engine
import Runbook
import RunbookCompiler
import World

/// Where effects take place.
extension SimulatedWorld {
    /// Regions that have to answer for an effect. Weights, fences and messages need none: they are kept outside of them.
    func regionsNeeded(for assignment: Assignment) -> [Int] {
        regionsNeeded(for: assignment.effect, assignment.action)
    }

    private func regionsNeeded(for effect: Effect, _ action: PlanAction?) -> [Int] {
        switch effect {
        case .route, .fence, .unfence, .notify: []
        case .promote(let region, _, _), .scale(let region, _): [region.index]
        case .follow(let region, let followings):
            Array(Set([region.index] + followings.compactMap { $0.source?.index })).sorted()
        case .verify(let from, let to, _): [from.index, to.index]
        case .prepare(let effect), .release(let effect): regionsNeeded(for: effect, action)
        case .custom: action.map { SimulatedActions.regionsNeeded(for: $0, in: topology) } ?? []
        }
    }

    /// Another executor has acted where this one would.
    func isSuperseded(_ assignment: Assignment) -> Bool {
        if let successor = successions[assignment.run], successor > assignment.epoch { return true }
        return cells(of: assignment).contains { epochs[$0] > assignment.epoch }
    }

    /// The latest successions are enough: who was superseded long ago has ended.
    mutating func supersede(_ run: String, before epoch: Epoch) {
        successions[run] = max(epoch, successions[run] ?? epoch)
        while successions.count > 32, let oldest = successions.min(by: { $0.value < $1.value }) {
            successions[oldest.key] = nil
        }
    }

    /// Where an effect keeps its epoch: each service in each region that it concerns.
    func cells(of assignment: Assignment) -> [Int] {
        let services = services(of: assignment.effect, assignment.action)
        return regions(of: assignment).flatMap { region in services.map { region * serviceCount + $0.index } }
    }

    /// Whether a fault that spoils effects is meant for this one.
    func concerns(_ interference: Interference, _ assignment: Assignment) -> Bool {
        let names = [assignment.effect.action, assignment.action?.name]
        guard names.contains(interference.action) else { return false }
        switch interference.subject {
        case .region(let region): return regions(of: assignment).contains(region)
        case .service(let service, let region):
            return regions(of: assignment).contains(region)
                && services(of: assignment.effect, assignment.action).contains(ServiceIndex(service))
        case .link(let from, let to):
            let ends = regions(of: assignment)
            return ends.contains(from) && ends.contains(to)
        }
    }

    private func regions(of assignment: Assignment) -> Set<Int> {
        switch assignment.effect {
        case .route(let from, let to, _): [from.index, to.index]
        case .fence(let region, _), .unfence(let region, _): [region.index]
        default: Set(regionsNeeded(for: assignment))
        }
    }

    private func services(of effect: Effect, _ action: PlanAction?) -> ServiceSet {
        switch effect {
        case .route(_, _, let routes): ServiceSet(routes.map(\.service))
        case .promote(_, let services, _), .fence(_, let services), .unfence(_, let services),
            .verify(_, _, let services):
            services
        case .follow(_, let followings): ServiceSet(followings.map(\.service))
        case .scale(_, let capacities): ServiceSet(capacities.map(\.service))
        case .prepare(let effect), .release(let effect): services(of: effect, action)
        case .custom: action.map { SimulatedActions.services(of: $0, in: topology) } ?? ServiceSet()
        case .notify: ServiceSet()
        }
    }
}
