import Engine
import Runbook
import RunbookCompiler
import World

/// Effects: what is done is seen, is what the model says, and is harmless to repeat.
extension AdapterContract {
    @Sendable static func effects(_ subject: ContractSubject, _ adapter: any RegionAdapter) async -> [ContractFinding] {
        var findings: [ContractFinding] = []
        let difference = WorldDifference(topology: subject.topology)
        for (parts, effect) in story(subject, await adapter.observe())
        where !adapter.manifest.parts.isDisjoint(with: parts) {
            var wanted = await adapter.observe()
            wanted.apply(effect)
            forgetStreams(from: effect, &wanted)
            let report = await adapter.apply(assignment(effect, subject))
            guard report.answer == .done else {
                findings.append(
                    ContractFinding(
                        .effectIsSeen, "\(effect.action) was answered with \(report.answer) \(report.detail)"))
                continue
            }
            let seen = await adapter.observe()
            if seen.satisfies(effect) == .no
                || (adapter.manifest.parts != [.connections] && seen.satisfies(effect) == .unknown
                    && isObservable(effect))
            {
                findings.append(ContractFinding(.effectIsSeen, "\(effect.action) is not seen"))
            }
            findings += difference.between(wanted, seen).map {
                ContractFinding(.effectIsTheModels, "\(effect.action): \($0)")
            }
            let again = await adapter.apply(assignment(effect, subject))
            if again.answer != .done {
                findings.append(
                    ContractFinding(.repeatingIsHarmless, "\(effect.action) was answered with \(again.answer)"))
            }
            findings += difference.between(seen, await adapter.observe())
                .map { ContractFinding(.repeatingIsHarmless, "\(effect.action): \($0)") }
            await rest(subject)
        }
        return findings
    }

    /// A fence may end what a region sends to others: its server may have been shut down.
    private static func forgetStreams(from effect: Effect, _ world: inout WorldState) {
        guard let (region, services) = effect.fenced else { return }
        for service in services {
            for other in world.regions where world[other, service].source == .region(region) {
                world[other, service].isStreaming = .unknown
            }
        }
    }

    private static func isObservable(_ effect: Effect) -> Bool {
        switch effect {
        case .prepare, .release, .verify, .custom, .notify: false
        default: true
        }
    }

    /// Lets data catch up.
    static func rest(_ subject: ContractSubject) async {
        await subject.timekeeper.sleep(until: subject.timekeeper.now + subject.rest)
    }

    /// A hand-over from one region to another, as far as one adapter can do it, and back to where nothing is fenced; each
    /// with the parts of which any may take it on.
    static func story(_ subject: ContractSubject, _ world: WorldState) -> [(
        parts: Set<Environment.Part>, effect: Effect
    )] {
        let (from, to, topology) = (subject.primary, subject.standby, subject.topology)
        let shared = topology.regions[from.index].services.intersection(topology.regions[to.index].services)
        let (routed, stateful) = (topology.routed.intersection(shared), topology.stateful.intersection(shared))
        func shift(_ percent: Int32) -> Effect {
            .route(
                from: from, to: to,
                routed.map { service in
                    let whole = (world[from, service].weight ?? .all) + (world[to, service].weight ?? .zero)
                    let share = BasisPoints.percent(percent).of(whole)
                    return Effect.Route(service: service, from: whole - share, to: share)
                })
        }
        let full = shared.map { Effect.Capacity(service: $0, share: .all) }
        let led: Set<Environment.Part> = [.data, .connections]
        return [
            ([.capacity], .scale(to, full)), ([.traffic], shift(25)), ([.data], .verify(from: from, to: to, stateful)),
            (led, .fence(from, stateful)), (led, .unfence(from, stateful)), (led, .fence(from, stateful)),
            (led, .promote(to, stateful, loss: .zero)), ([.traffic], shift(100)),
            ([.data], .follow(from, stateful.map { Effect.Following(service: $0, source: to) })),
            ([.data], .verify(from: to, to: from, stateful)),
        ]
    }
}

extension Effect {
    fileprivate var fenced: (RegionIndex, ServiceSet)? {
        switch self {
        case .fence(let region, let services), .unfence(let region, let services): (region, services)
        default: nil
        }
    }
}
