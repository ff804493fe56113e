package import Engine
import Runbook
import RunbookCompiler
import World

/// The first half of an effect: it is taken on, or not. The world does not change.
extension SimulatedWorld {
    package mutating func begin(_ assignment: Assignment) -> Performance {
        guard !isSuperseded(assignment) else { return answer(.superseded, "a newer epoch has been seen") }
        for cell in cells(of: assignment) { epochs[cell] = assignment.epoch }
        begun += 1
        if let objection = objection(to: assignment) { return answer(.notDone(objection.failure), objection.detail) }
        let needed = regionsNeeded(for: assignment)
        if needed.contains(where: { regionConditions[$0].health == .partitioned }) { return silence() }
        if let dead = needed.first(where: { !isAlive($0) }) {
            return answer(
                .notDone(.unreachable), "\(topology.regions[dead].name) does not answer",
                after: EffectTiming.connectionRefused)
        }
        switch interference(with: assignment) {
        case .refuse: return answer(.notDone(.refused), "refused, as the fault plan says")
        case .loseRequest: return silence()
        case .loseReply: return work(assignment, isReplyLost: true)
        case nil: break
        }
        if let refusal = refusal(of: assignment) { return answer(.notDone(refusal.failure), refusal.detail) }
        return work(assignment, isReplyLost: false)
    }

    private func answer(_ answer: EffectReport.Answer, _ detail: String, after: Milliseconds = EffectTiming.refusal)
        -> Performance
    {
        Performance(
            course: .answer(EffectReport(answer, detail: detail)), begunAt: clock, commitAfter: .zero, replyAfter: after
        )
    }

    private func silence() -> Performance {
        Performance(course: .silence, begunAt: clock, commitAfter: .zero, replyAfter: .zero)
    }

    /// Four fifths of the time pass before the world changes, so that a kill can fall on either side.
    private func work(_ assignment: Assignment, isReplyLost: Bool) -> Performance {
        let length = duration(of: assignment)
        let commit = Milliseconds(length * 4 / 5)
        var reply = Milliseconds(length) - commit
        if case .scale(let region, let capacities) = assignment.effect {
            reply = Milliseconds(scalingLasts(region, capacities, from: clock + commit))
        }
        return Performance(
            course: .work(isReplyLost: isReplyLost), begunAt: clock, commitAfter: commit, replyAfter: reply)
    }

    private func duration(of assignment: Assignment) -> Int64 {
        let effect = assignment.effect
        var range = EffectTiming.range(of: effect, action: assignment.action)
        if !mayBeSkipped(effect) {
            switch effect {
            case .fence(let region, _) where !isReachable(region.index): range = EffectTiming.fenceFromOutside
            case .promote(let region, let services, _) where isPrepared(region, services):
                range = EffectTiming.preparedPromotion
            case .follow(let region, let followings) where needsRebuild(region, followings):
                range = EffectTiming.rebuild
            default: break
            }
        }
        let slowest = regionsNeeded(for: assignment).map { slowness($0) }.max() ?? 1
        return Int64(blueprint.noise.within(range, .duration, begun) * slowest)
    }

    private func mayBeSkipped(_ effect: Effect) -> Bool { state.satisfies(effect) == .yes }

    func needsRebuild(_ region: RegionIndex, _ followings: [Effect.Following]) -> Bool {
        followings.contains { following in
            following.source != nil
                && (state[region, following.service].role != .standby
                    || (data[following.service.index]?.copies[region.index].diverged ?? 0) > 0)
        }
    }

    /// From the change of the goal until the capacity is ready.
    private func scalingLasts(_ region: RegionIndex, _ capacities: [Effect.Capacity], from start: Milliseconds) -> Int64
    {
        if let end = scalingEnds(region, capacities) { return max(100, end - start.rawValue + 100) }
        if mayBeSkipped(.scale(region, capacities)) { return 100 }
        let isUp = capacities.contains { $0.share > (state[region, $0.service].capacity ?? .zero) }
        let range = isUp ? EffectTiming.scaleUp : EffectTiming.scaleDown
        let length = blueprint.noise.within(range, .readiness, begun) * slowness(region.index)
        let second = SimulatedWorld.step
        let end = (start.rawValue + Int64(length) + second - 1) / second * second
        return end - start.rawValue + 100
    }

    private mutating func interference(with assignment: Assignment) -> Interference.Kind? {
        guard let index = interferences.firstIndex(where: { concerns($0, assignment) }) else { return nil }
        let kind = interferences[index].kind
        interferences[index].left -= 1
        if interferences[index].left <= 0 { interferences.remove(at: index) }
        return kind
    }
}
