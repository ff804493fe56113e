import Runbook
package import RunbookCompiler
package import World

/// Takes services that a plan treats alike for one, so that what happens to each is explored once.
///
/// Alike are services of which no operation, gate or action names one without the other, that are kept and routed in the same
/// way in the same regions, and of which the same is true at the start.
package struct Merger: Sendable {
    private struct Traits: Hashable {
        var isStateful: Bool
        var isRouted: Bool
        var regions: [Bool]
        var mentions: [Bool]
        var start: [ServiceState]
        /// Of a service that something names by itself.
        var own: ServiceIndex?
    }

    /// By service, the one that stands for it.
    package let representatives: [ServiceIndex]
    private let kept: [ServiceIndex]

    package init(_ plan: Plan, _ start: WorldState) {
        let sets =
            plan.operations.map(\.services) + plan.actions.flatMap { $0.touches.map(\.services) }
            + plan.always.flatMap { Merger.services(in: $0.condition) }
        let named = Merger.named(in: plan)
        var first: [Traits: ServiceIndex] = [:]
        var representatives: [ServiceIndex] = []
        for service in plan.topology.services.indices.map(ServiceIndex.init) {
            let traits = Traits(
                isStateful: plan.topology.stateful.contains(service), isRouted: plan.topology.routed.contains(service),
                regions: plan.topology.regions.map { $0.services.contains(service) },
                mentions: sets.map { $0.contains(service) }, start: start.regions.map { start[$0, service].withoutLag },
                own: named.contains(service) ? service : nil)
            representatives.append(first[traits] ?? service)
            first[traits] = representatives.last
        }
        self.representatives = representatives
        kept = representatives.enumerated().filter { $0.offset == $0.element.index }.map(\.element)
    }

    /// Services that stand for others, with those others.
    package var classes: [[ServiceIndex]] {
        kept.map { service in representatives.indices.filter { representatives[$0] == service }.map(ServiceIndex.init) }
    }

    private static func named(in plan: Plan) -> ServiceSet {
        var named = ServiceSet()
        func collect(_ condition: PlanGate.Condition) {
            switch condition {
            case .comparison(let query, _, _): if let service = query.service { named.insert(service) }
            case .mode, .constant: break
            case .and(let parts), .or(let parts): parts.forEach(collect)
            case .not(let part): collect(part)
            }
        }
        for gate in plan.gates { for requirement in gate.requirements { collect(requirement.condition) } }
        for action in plan.actions {
            for argument in action.arguments.values {
                guard case .service(let name) = argument, let service = plan.topology.service(named: name) else {
                    continue
                }
                named.insert(service)
            }
        }
        return named
    }
}

extension Merger {
    package func merge(_ plan: Plan) -> Plan {
        guard kept.count < representatives.count else { return plan }
        var merged = plan
        merged.topology = merge(plan.topology)
        merged.operations = plan.operations.map(merge)
        for index in plan.gates.indices {
            for requirement in plan.gates[index].requirements.indices {
                merged.gates[index].requirements[requirement].condition =
                    merge(plan.gates[index].requirements[requirement].condition)
            }
        }
        for index in plan.always.indices {
            merged.always[index].condition = merge(plan.always[index].condition)
        }
        for index in plan.actions.indices {
            for touched in plan.actions[index].touches.indices {
                merged.actions[index].touches[touched].services = merge(plan.actions[index].touches[touched].services)
            }
        }
        layOutCaptures(&merged, of: plan)
        return merged
    }

    package func merge(_ world: WorldState) -> WorldState {
        var merged = WorldState(regionCount: world.regionCount, serviceCount: kept.count)
        merged.isReachable = world.isReachable
        merged.owesFence = world.owesFence
        for region in world.regions {
            for (place, service) in kept.enumerated() { merged[region, ServiceIndex(place)] = world[region, service] }
        }
        return merged
    }

    private func merge(_ topology: Topology) -> Topology {
        Topology(
            regions: topology.regions.map {
                Topology.Region(name: $0.name, role: $0.role, services: merge($0.services))
            },
            services: kept.map { service in
                let original = topology.services[service.index]
                return Topology.Service(
                    name: original.name, type: original.type, dependsOn: merge(original.dependsOn))
            },
            links: topology.links, thresholds: topology.thresholds)
    }

    private func merge(_ services: ServiceSet) -> ServiceSet {
        ServiceSet(
            services.compactMap { service in kept.firstIndex(of: representatives[service.index]).map(ServiceIndex.init)
            })
    }

    private func merge(_ operation: Operation) -> Operation {
        switch operation {
        case .shift(let pair, let services, let percent):
            .shift(pair: pair, services: merge(services), percent: percent)
        case .promote(let region, let services, let loss): .promote(region, merge(services), loss)
        case .fence(let region, let services): .fence(region, merge(services))
        case .replicate(let from, let to, let services): .replicate(from: from, to: to, merge(services))
        case .verify(let from, let to, let services): .verify(from: from, to: to, merge(services))
        case .scale(let region, let services, let share): .scale(region, merge(services), share)
        case .prepare, .custom, .notify: operation
        }
    }

    private func merge(_ condition: PlanGate.Condition) -> PlanGate.Condition {
        switch condition {
        case .comparison(var query, let comparison, let threshold):
            query.service = query.service.flatMap { service in kept.firstIndex(of: service).map(ServiceIndex.init) }
            return .comparison(query, comparison, threshold)
        case .mode, .constant: return condition
        case .and(let parts): return .and(parts.map(merge))
        case .or(let parts): return .or(parts.map(merge))
        case .not(let part): return .not(merge(part))
        }
    }

    private func merge(_ property: PlanProperty.Condition) -> PlanProperty.Condition {
        switch property {
        case .tally(let tally, let services, let comparison, let number):
            .tally(tally, merge(services), comparison, number)
        case .trait(let trait, let region, let services): .trait(trait, region, merge(services))
        case .comparison(let metric, let region, let services, let comparison, let value):
            .comparison(metric, region, merge(services), comparison, value)
        case .running, .mode, .constant: property
        case .and(let parts): .and(parts.map(merge))
        case .or(let parts): .or(parts.map(merge))
        case .not(let part): .not(merge(part))
        }
    }

    private static func services(in property: PlanProperty.Condition) -> [ServiceSet] {
        switch property {
        case .tally(_, let services, _, _), .trait(_, _, let services), .comparison(_, _, let services, _, _):
            [services]
        case .running, .mode, .constant: []
        case .and(let parts), .or(let parts): parts.flatMap(services)
        case .not(let part): services(in: part)
        }
    }

    /// As many values as before for each service that is left.
    private func layOutCaptures(_ merged: inout Plan, of plan: Plan) {
        merged.captureCount = 0
        for index in plan.pairs.indices {
            merged.pairs[index].baseSlot = merged.captureCount
            merged.captureCount += 2 * kept.count
        }
        for index in plan.nodes.indices {
            guard let operation = plan.operation(of: NodeID(index)), !plan.nodes[index].captures.isEmpty else {
                continue
            }
            let each = plan.nodes[index].captures.count / max(1, operation.services.count)
            let count = each * merge(operation.services).count
            merged.nodes[index].captures = merged.captureCount..<(merged.captureCount + count)
            merged.captureCount += count
        }
    }
}

extension ServiceState {
    fileprivate var withoutLag: ServiceState {
        var state = self
        state.lag = nil
        return state
    }
}
