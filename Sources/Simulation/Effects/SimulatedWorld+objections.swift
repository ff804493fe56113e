import Engine
import Runbook
import RunbookCompiler
import World

/// Why an effect is not taken on: because it makes no sense, or because of how things stand.
extension SimulatedWorld {
    struct Objection: Hashable, Sendable {
        var failure: EffectFailure
        var detail: String
    }

    /// What can never succeed as it stands.
    func objection(to assignment: Assignment) -> Objection? {
        func invalid(_ detail: String) -> Objection { Objection(failure: .invalid, detail: detail) }
        guard regionsAndServicesExist(assignment.effect) else { return invalid("no such service in that region") }
        switch assignment.effect {
        case .route(_, _, let routes):
            let isShare = { (share: BasisPoints) in share >= .zero && share <= .all }
            return routes.allSatisfy { isShare($0.from) && isShare($0.to) }
                ? nil : invalid("weights are from 0% to 100%")
        case .scale(let region, let capacities):
            let limit = blueprint.limit[region.index]
            guard capacities.allSatisfy({ $0.share >= .zero && $0.share <= limit }) else {
                return invalid("\(topology.name(of: region)) has at most \(limit) of the peak")
            }
        case .promote(let region, let services, _):
            guard services.allSatisfy({ state[region, $0].role != .none }) else {
                return invalid("it keeps no data there")
            }
        case .follow(let region, let followings):
            guard !followings.contains(where: { $0.source == region }) else {
                return invalid("a region cannot follow itself")
            }
        case .prepare(let effect), .release(let effect):
            guard case .promote = effect else { return invalid("only a promotion can be prepared") }
        case .custom:
            guard let action = assignment.action else { return invalid("no action was given") }
            return SimulatedActions.objection(to: action, in: topology).map(invalid)
        case .notify:
            if assignment.notice == nil { return invalid("no message was given") }
        case .fence, .unfence, .verify:
            break
        }
        return nil
    }

    /// What does not succeed now.
    func refusal(of assignment: Assignment) -> Objection? {
        func refused(_ detail: String) -> Objection { Objection(failure: .refused, detail: detail) }
        switch assignment.effect {
        case .route(let from, let to, let routes):
            for route in routes {
                let others = topology.regionIndices.filter { $0 != from && $0 != to }
                let rest = others.reduce(BasisPoints.zero) { $0 + (state[$1, route.service].weight ?? .zero) }
                guard rest + route.from + route.to == .all else {
                    return Objection(failure: .conflict, detail: "the weights would not add up to 100%")
                }
            }
        case .promote(let region, let services, let loss):
            for service in services where data[service.index]?.writer != region.index {
                guard let lag = lagSeen(region, service) else {
                    return refused("\(topology.name(of: service)) does not answer")
                }
                guard lag <= loss else { return refused("\(topology.name(of: service)) lags by \(lag)") }
            }
        case .follow(let region, let followings):
            for following in followings {
                if let objection = refusal(of: following, region) { return objection }
            }
        case .verify(let from, let to, let services):
            for service in services {
                guard isVisible(from.index, service.index), isVisible(to.index, service.index) else {
                    return refused("\(topology.name(of: service)) does not answer")
                }
                guard isOnTheLine(from.index, service), isOnTheLine(to.index, service) else {
                    return refused("\(topology.name(of: service)) differs")
                }
            }
        case .custom:
            return assignment.action.flatMap { refusal(of: $0) }.map(refused)
        case .fence, .unfence, .scale, .prepare, .release, .notify:
            break
        }
        return nil
    }

    private func refusal(of following: Effect.Following, _ region: RegionIndex) -> Objection? {
        let name = topology.name(of: following.service)
        if livingWriter(following.service.index) == region.index {
            return Objection(
                failure: .refused, detail: "\(name) is the writer, and rebuilding it would destroy its data")
        }
        guard let source = following.source else { return nil }
        guard isVisible(region.index, following.service.index), isVisible(source.index, following.service.index) else {
            return Objection(failure: .unreachable, detail: "\(name) does not answer")
        }
        guard isConnected(source.index, region.index) else {
            return Objection(failure: .unreachable, detail: "\(name): the regions cannot reach each other")
        }
        let role = state[source, following.service].role
        guard role == .writer || role == .standby else {
            return Objection(failure: .refused, detail: "\(name): the source does not hold current data")
        }
        return nil
    }

    /// It has what the writer has, up to a point, and nothing else.
    func isOnTheLine(_ region: Int, _ service: ServiceIndex) -> Bool {
        guard let line = data[service.index] else { return false }
        let role = state[RegionIndex(region), service].role
        return line.writer == region || (line.copies[region].diverged == 0 && role == .standby)
    }

    private func regionsAndServicesExist(_ effect: Effect) -> Bool {
        func has(
            _ region: RegionIndex, _ services: some Sequence<ServiceIndex>, _ type: KeyPath<ServiceType, Bool>? = nil
        )
            -> Bool
        {
            guard region.index < regionCount else { return false }
            return services.allSatisfy { service in
                service.index < serviceCount && topology.regions[region.index].services.contains(service)
                    && (type.map { topology.services[service.index].type[keyPath: $0] } ?? true)
            }
        }
        switch effect {
        case .route(let from, let to, let routes):
            return from != to && has(from, routes.map(\.service), \.isRouted)
                && has(to, routes.map(\.service), \.isRouted)
        case .promote(let region, let services, _), .fence(let region, let services),
            .unfence(let region, let services):
            return has(region, services, \.isStateful)
        case .follow(let region, let followings):
            return has(region, followings.map(\.service), \.isStateful)
                && followings.allSatisfy { following in
                    following.source.map { has($0, [following.service]) } ?? true
                }
        case .scale(let region, let capacities): return has(region, capacities.map(\.service))
        case .verify(let from, let to, let services):
            return has(from, services, \.isStateful) && has(to, services, \.isStateful)
        case .prepare(let effect), .release(let effect): return regionsAndServicesExist(effect)
        case .custom, .notify: return true
        }
    }
}
