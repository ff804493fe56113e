package import Runbook
package import RunbookCompiler

extension WorldState {
    /// The effect that an action comes to in this world, when its adapter declares it as one.
    ///
    /// - Parameter loss: the most that a promotion may lose.
    package func effect(of action: PlanAction, in topology: Topology, loss: Milliseconds) -> Effect? {
        guard let deed = action.deed else { return nil }
        func region(_ name: String) -> RegionIndex? {
            guard case .region(let value)? = action.arguments[name] else { return nil }
            return topology.region(named: value)
        }
        func services(_ kind: ServiceSet, in region: RegionIndex) -> ServiceSet {
            var services = kind.intersection(topology.regions[region.index].services)
            if case .service(let name)? = action.arguments["service"] {
                services = services.intersection(ServiceSet([topology.service(named: name)].compactMap { $0 }))
            }
            return services
        }
        func stateful(_ effect: (RegionIndex, ServiceSet) -> Effect) -> Effect? {
            region("region").map { effect($0, services(topology.stateful, in: $0)) }
        }
        switch deed {
        case .fence: return stateful(Effect.fence)
        case .unfence: return stateful(Effect.unfence)
        case .promote: return stateful { .promote($0, $1, loss: loss) }
        case .shift:
            guard let from = region("from"), let to = region("to") else { return nil }
            let shared = services(topology.routed, in: from).intersection(services(topology.routed, in: to))
            return .route(
                from: from, to: to,
                shared.map { service in
                    let sum = (self[from, service].weight ?? .zero) + (self[to, service].weight ?? .zero)
                    return Effect.Route(service: service, from: .zero, to: sum)
                })
        }
    }
}
