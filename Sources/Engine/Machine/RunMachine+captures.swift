import Runbook
package import RunbookCompiler
package import World

/// The values before an effect, and the effects that are made of them.
extension RunMachine {
    /// The effect that a node is to bring about now: forward, or back to what was captured. Nil for nodes without one.
    package func effect(for node: NodeID) -> Effect? {
        state.nodes[node.index].status.isUndo ? restoring(node) : forward(node)
    }

    /// What a node was asked to bring about, or will be.
    package func forward(_ node: NodeID) -> Effect? {
        guard let operation = plan.operation(of: node) else { return nil }
        return effect(of: operation)
    }

    private func effect(of operation: Operation) -> Effect? {
        switch operation {
        case .shift(let pair, let services, let percent): return route(plan.pairs[pair], services, percent)
        case .promote(let region, let services, let loss):
            return .promote(region, services, loss: loss.bound(in: state.mode))
        case .fence(let region, let services): return .fence(region, services)
        case .replicate(let from, let to, let services):
            return .follow(to, services.map { Effect.Following(service: $0, source: from) })
        case .verify(let from, let to, let services): return .verify(from: from, to: to, services)
        case .scale(let region, let services, let share):
            return .scale(region, services.map { Effect.Capacity(service: $0, share: share) })
        case .prepare(let index): return effect(of: plan.operations[index]).map(Effect.prepare)
        case .custom(let action): return .custom(action)
        case .notify(let notice): return .notify(notice)
        }
    }

    /// `weight(to) = base(to) + percent x base(from)`; what `to` gains, `from` gives.
    private func route(_ pair: ShiftPair, _ services: ServiceSet, _ percent: BasisPoints) -> Effect? {
        var routes: [Effect.Route] = []
        for service in services {
            let slot = pair.baseSlot + 2 * service.index
            guard state.captures[slot] != RunState.uncaptured else { return nil }
            let (from, to) = (BasisPoints(state.captures[slot]), BasisPoints(state.captures[slot + 1]))
            let gain = percent.of(from)
            routes.append(Effect.Route(service: service, from: from - gain, to: to + gain))
        }
        return .route(from: pair.from, to: pair.to, routes)
    }

    /// The natural inverse of a node's effect, once the values before it are captured.
    package func restoring(_ node: NodeID) -> Effect? {
        if case .prepare(let index) = plan.operation(of: node) {
            return effect(of: plan.operations[index]).map(Effect.release)
        }
        let values = state.captures[plan.nodes[node.index].captures]
        guard let operation = plan.operation(of: node), let first = values.first, first != RunState.uncaptured
        else { return nil }
        let start = values.startIndex
        switch operation {
        case .shift(let index, let services, _):
            let pair = plan.pairs[index]
            return .route(
                from: pair.from, to: pair.to,
                services.enumerated().map { offset, service in
                    Effect.Route(
                        service: service, from: BasisPoints(values[start + 2 * offset]),
                        to: BasisPoints(values[start + 2 * offset + 1]))
                })
        case .fence(let region, let services):
            return .unfence(
                region, ServiceSet(services.enumerated().filter { values[start + $0.offset] == 0 }.map(\.element)))
        case .replicate(_, let to, let services):
            return .follow(
                to,
                services.enumerated().map { offset, service in
                    let source = values[start + offset]
                    return Effect.Following(service: service, source: source < 0 ? nil : RegionIndex(Int(source)))
                })
        case .scale(let region, let services, _):
            return .scale(
                region,
                services.enumerated().map { Effect.Capacity(service: $1, share: BasisPoints(values[start + $0])) })
        case .promote(_, let services, let loss):
            guard let writer = values.first(where: { $0 >= 0 }) else { return nil }
            return .promote(RegionIndex(Int(writer)), services, loss: loss.bound(in: state.mode))
        case .prepare, .verify, .custom, .notify:
            return nil
        }
    }

    /// Keeps what an effect is about to change. False when that is not known yet.
    mutating func capture(_ node: NodeID, from world: WorldState) -> Bool {
        guard !state.nodes[node.index].flags.contains(.captured), let operation = plan.operation(of: node) else {
            return true
        }
        guard let values = values(before: operation, in: world), captureBase(of: operation, in: world) else {
            return false
        }
        state.captures.replaceSubrange(plan.nodes[node.index].captures, with: values)
        state.nodes[node.index].flags.insert(.captured)
        return true
    }

    private func values(before operation: Operation, in world: WorldState) -> [Int32]? {
        var values: [Int32] = []
        switch operation {
        case .shift(let index, let services, _):
            let pair = plan.pairs[index]
            for service in services {
                guard let from = world[pair.from, service].weight, let to = world[pair.to, service].weight else {
                    return nil
                }
                values += [from.rawValue, to.rawValue]
            }
        case .fence(let region, let services):
            // A region that cannot be asked is assumed to have had the right to write.
            for service in services { values.append(world[region, service].isFenced == .yes ? 1 : 0) }
        case .replicate(_, let to, let services):
            for service in services {
                switch world[to, service].source {
                case .unknown: return nil
                case .none: values.append(-1)
                case .region(let source): values.append(Int32(source.rawValue))
                }
            }
        case .scale(let region, let services, _):
            for service in services {
                guard let capacity = world[region, service].capacity else { return nil }
                values.append(capacity.rawValue)
            }
        case .promote(_, let services, _):
            for service in services { values.append(world.writer(of: service).map { Int32($0.rawValue) } ?? -1) }
        case .prepare, .verify, .custom, .notify:
            break
        }
        return values
    }

    /// The base weights are captured once, when the root run first shifts between two regions.
    private mutating func captureBase(of operation: Operation, in world: WorldState) -> Bool {
        guard case .shift(let index, let services, _) = operation else { return true }
        let pair = plan.pairs[index]
        for service in services where state.captures[pair.baseSlot + 2 * service.index] == RunState.uncaptured {
            guard let from = world[pair.from, service].weight, let to = world[pair.to, service].weight else {
                return false
            }
            state.captures[pair.baseSlot + 2 * service.index] = from.rawValue
            state.captures[pair.baseSlot + 2 * service.index + 1] = to.rawValue
        }
        return true
    }
}
