package import Engine
import Runbook
import RunbookCompiler
package import World

/// Setting weights.
extension Route53Adapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        guard case .route(let from, let to, let routes) = assignment.effect else {
            return EffectReport(.notDone(.invalid), detail: "\(place) moves traffic and nothing else")
        }
        let deadline = ContinuousClock.now + .milliseconds(assignment.timeout.rawValue)
        do throws(Trouble) {
            return try await route(routes, from, to, within: assignment.timeout, by: deadline)
        } catch {
            return EffectReport(error.answer, detail: "\(place): \(error.why)")
        }
    }

    /// One batch changes all names, or none.
    private func route(
        _ routes: [Effect.Route], _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds,
        by deadline: ContinuousClock.Instant
    ) async throws(Trouble) -> EffectReport {
        guard let api else { throw Trouble(why: "its URL is none", answer: .notDone(.invalid)) }
        var changes: [WeightedSet] = []
        var reached: [String] = []
        for route in routes {
            guard let name = names[route.service.index] else {
                throw Trouble(
                    why: "it was told of no name for \(topology.name(of: route.service))", answer: .notDone(.invalid))
            }
            for sets in try await sets(of: name) {
                changes += try changed(sets, name, [from: route.from, to: route.to])
                try await objection(sets, [from: route.from, to: route.to], api)
            }
            reached.append(
                "\(name) \(topology.name(of: from)) \(route.from), \(topology.name(of: to)) \(route.to)")
        }
        guard !Task.isCancelled else { throw Trouble(why: "nothing was sent: it was given up", answer: .inDoubt) }
        var change = try await sent(changes, api, within: min(limit, settings.timeout))
        while !change.isEverywhere {
            guard !Task.isCancelled, ContinuousClock.now + Route53Adapter.pause < deadline else {
                throw Trouble(why: "not all of its name servers know of change \(change.id) yet", answer: .inDoubt)
            }
            try? await Task.sleep(for: Route53Adapter.pause)
            // It has been accepted: a look that fails is made again.
            if let later = try? await api.state(of: change) { change = later }
        }
        return EffectReport(.done, detail: "\(place): " + reached.joined(separator: "; "))
    }

    private func sent(
        _ changes: [WeightedSet], _ api: Route53API, within limit: Milliseconds
    ) async throws(Trouble) -> Route53API.Change {
        do throws(AWSFailure) {
            return try await api.change(changes, within: limit)
        } catch {
            throw Trouble(why: error.sentence, answer: error.answerToChange)
        }
    }

    /// Between two looks at a change that is on its way.
    private static let pause = Duration.seconds(2)

    private func changed(
        _ sets: [WeightedSet], _ name: String, _ shares: [RegionIndex: BasisPoints]
    ) throws(Trouble) -> [WeightedSet] {
        let present = self.shares(of: sets)
        for (region, share) in shares where share > .zero && present.share(of: region.index) == nil {
            throw Trouble(
                why: "\(name) has no \(sets[0].type) record set \(identifiers[region.index])",
                answer: .notDone(.invalid))
        }
        var wanted: [Int: BasisPoints] = [:]
        for (region, share) in shares where present.share(of: region.index) != nil { wanted[region.index] = share }
        guard let weights = present.weights(giving: wanted, of: 100) else {
            throw Trouble(why: "\(name) cannot be shared so in whole percents", answer: .notDone(.invalid))
        }
        return zip(sets, weights).map { $0.with(weight: $1, timeToLive: timeToLive) }
    }

    /// What its health check finds down is given no more; it can be left all the same.
    private func objection(
        _ sets: [WeightedSet], _ shares: [RegionIndex: BasisPoints], _ api: Route53API
    ) async throws(Trouble) {
        let present = self.shares(of: sets)
        for (region, share) in shares where share > present.share(of: region.index) ?? .zero {
            guard let check = sets.first(where: { $0.identifier == identifiers[region.index] })?.healthCheck else {
                continue
            }
            let isHealthy: Bool?
            do throws(AWSFailure) {
                isHealthy = try await api.isHealthy(check)
            } catch {
                throw Trouble(why: "the health check \(check): \(error.sentence)", answer: error.answerToLook)
            }
            if isHealthy == false {
                throw Trouble(
                    why: "the health check \(check) finds \(sets[0].name) \(identifiers[region.index]) down",
                    answer: .notDone(.conflict))
            }
        }
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        guard case .route(let from, let to, let routes) = effect, let api else { return [] }
        let url = settings.url?.value ?? Route53Settings.standardURL
        let changes = routes.flatMap { route -> [String] in
            guard let name = names[route.service.index] else { return [] }
            return [(to, route.to), (from, route.from)].map { region, share in
                "UPSERT \(name) \(identifiers[region.index]) Weight \(share.rawValue / 100)"
            }
        }
        return changes.isEmpty ? [] : ["POST \(url)\(api.changePath)  (\(changes.joined(separator: ", ")))"]
    }
}
