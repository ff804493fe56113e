package import Engine
import Runbook
import RunbookCompiler
import World

/// The second half of an effect: the world changes, and the answer comes back.
extension SimulatedWorld {
    /// Changes the world. Answers at once when it could not be done after all; else `reply` does, later.
    package mutating func commit(_ assignment: Assignment, _ performance: Performance) -> EffectReport? {
        guard !isSuperseded(assignment) else {
            return EffectReport(.superseded, detail: "a newer epoch has been seen")
        }
        if let lost = regionsNeeded(for: assignment).first(where: { !isReachable($0) }) {
            return EffectReport(.inDoubt, detail: "the connection to \(topology.regions[lost].name) was lost")
        }
        if let refusal = refusal(of: assignment) {
            return EffectReport(.notDone(refusal.failure), detail: refusal.detail)
        }
        change(by: assignment, performance)
        return nil
    }

    /// The answer, or nil when there will be none.
    package func reply(to assignment: Assignment, _ performance: Performance) -> EffectReport? {
        guard performance.course == .work(isReplyLost: false),
            regionsNeeded(for: assignment).allSatisfy({ isReachable($0) })
        else { return nil }
        if case .scale = assignment.effect, state.satisfies(assignment.effect) != .yes { return nil }
        return EffectReport(.done, detail: detail(of: assignment))
    }

    private func detail(of assignment: Assignment) -> String {
        switch assignment.effect {
        case .notify: assignment.notice.map { "\($0.channel): \($0.message)" } ?? ""
        case .custom: assignment.action.map { SimulatedActions.words(for: $0) } ?? ""
        default: ""
        }
    }

    private mutating func change(by assignment: Assignment, _ performance: Performance) {
        let effect = assignment.effect
        switch effect {
        case .scale(let region, let capacities):
            // Nothing is ready at once: the state follows as instances come up.
            let ready = clock + performance.replyAfter - Milliseconds(100)
            return beginScaling(region, capacities, readyAt: ready.rawValue)
        case .route(let from, let to, let routes):
            for route in routes {
                drift(from, route.service, to: route.from)
                drift(to, route.service, to: route.to)
            }
        case .promote(let region, let services, _):
            for service in services { moveWriter(of: service, to: region) }
            usePreparations(of: services)
        case .fence(let region, let services):
            for service in services where state[region, service].isFenced != .yes {
                data[service.index]?.copies[region.index].fencedAt = clock.rawValue
            }
        case .unfence(let region, let services):
            for service in services { data[service.index]?.copies[region.index].fencedAt = nil }
        case .follow(let region, let followings):
            for following in followings { rebuild(region, following, asOf: performance.begunAt) }
        case .prepare(let effect): prepare(effect)
        case .release(let effect): release(effect)
        case .custom:
            guard let action = assignment.action else { break }
            if let deed = state.effect(of: action, in: topology, loss: .zero) {
                var deeds = assignment
                deeds.effect = deed
                return change(by: deeds, performance)
            }
            perform(action, assignment.key)
        case .verify, .notify:
            break
        }
        apply(effect)
    }

    private mutating func drift(_ region: RegionIndex, _ service: ServiceIndex, to share: BasisPoints) {
        let rise = share.ratio - (state[region, service].weight?.ratio ?? 0)
        guard rise != 0 else { return }
        drifts.append(WeightDrift(region: region.index, service: service.index, at: clock.rawValue, rise: rise))
    }

    private mutating func moveWriter(of service: ServiceIndex, to region: RegionIndex) {
        guard let former = data[service.index]?.writer,
            let loss = data[service.index]?.promote(region.index, now: clock.rawValue)
        else { return }
        data[service.index]?.copies[region.index].fencedAt = nil
        note(loss, of: service, in: former)
    }

    private mutating func rebuild(_ region: RegionIndex, _ following: Effect.Following, asOf moment: Milliseconds) {
        guard following.source != nil else {
            data[following.service.index]?.copies[region.index].fencedAt = clock.rawValue
            return
        }
        defer { data[following.service.index]?.copies[region.index].fencedAt = nil }
        guard needsRebuild(region, [following]),
            let loss = data[following.service.index]?.rebuild(region.index, asOf: moment.rawValue)
        else { return }
        note(loss, of: following.service, in: region.index)
    }

    private mutating func note(
        _ loss: (milliseconds: Int64, bytes: Double), of service: ServiceIndex, in region: Int
    ) {
        lostWrites.add(
            LostWrites.Loss(
                at: clock.rawValue, service: topology.name(of: service), region: topology.regions[region].name,
                milliseconds: loss.milliseconds, bytes: loss.bytes))
    }
}
