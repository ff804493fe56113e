package import Engine
import Runbook
import RunbookCompiler
package import World

/// Setting weights.
extension PowerDNSAdapter {
    package func apply(_ assignment: Assignment) async -> EffectReport {
        guard case .route(let from, let to, let routes) = assignment.effect else {
            return EffectReport(.notDone(.invalid), detail: "\(place) moves traffic and nothing else")
        }
        do throws(Trouble) {
            return try await route(routes, from, to, within: min(assignment.timeout, settings.timeout))
        } catch {
            return EffectReport(error.answer, detail: "\(place): \(error.why)")
        }
    }

    /// One request changes all names, so none is changed without the others.
    private func route(
        _ routes: [Effect.Route], _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async throws(Trouble) -> EffectReport {
        var changes: [(RecordPlace, WeightedAnswer)] = []
        for route in routes {
            let name = topology.name(of: route.service)
            guard let record = records[route.service.index] else {
                throw Trouble(why: "it was told of no name for \(name)", answer: .notDone(.invalid))
            }
            var (answer, _) = try await weights(of: record)
            for (region, share) in [(to, route.to), (from, route.from)] where share > .zero {
                try completing(&answer, record, region)
            }
            let shares = shares(of: answer, record)
            let wanted = [from.index: route.from, to.index: route.to].filter { shares.regions.contains($0.key) }
            guard let weights = shares.weights(giving: wanted, of: 10_000) else {
                throw Trouble(
                    why: "what is left of \(record.name) cannot be given to the others", answer: .notDone(.invalid))
            }
            for (place, weight) in WeightShares.reduced(weights).enumerated() { answer.choices[place].weight = weight }
            changes.append((record, answer))
        }
        guard !Task.isCancelled else { throw Trouble(why: "nothing was sent: it was given up", answer: .inDoubt) }
        guard let api else { throw Trouble(why: "its URL is none", answer: .notDone(.invalid)) }
        do throws(PowerDNSFailure) {
            try await api.patch(body(changes), within: limit)
        } catch {
            throw Trouble(why: error.sentence, answer: error.answerToChange)
        }
        return try await confirmed(changes)
    }

    /// A region that had no part yet gets one.
    private func completing(
        _ answer: inout WeightedAnswer, _ record: RecordPlace, _ region: RegionIndex
    ) throws(Trouble) {
        guard let address = record.addresses[region.index] else {
            throw Trouble(
                why: "it was told of no address of \(record.name) in \(topology.name(of: region))",
                answer: .notDone(.invalid))
        }
        if !answer.choices.contains(where: { $0.address == address }) {
            answer.choices.append(WeightedAnswer.Choice(address: address, weight: 0))
        }
    }

    private func body(_ changes: [(RecordPlace, WeightedAnswer)]) -> JSON {
        let sets = changes.map { record, answer -> JSON in
            [
                "name": .string(record.name), "type": "LUA", "ttl": .count(timeToLive), "changetype": "REPLACE",
                "records": [["content": .string(answer.content), "disabled": false]],
            ]
        }
        return ["rrsets": .array(sets)]
    }

    /// It accepts what it can make nothing of: what counts is what is there now, and what the DNS answers.
    private func confirmed(_ changes: [(RecordPlace, WeightedAnswer)]) async throws(Trouble) -> EffectReport {
        var reached: [String] = []
        for (record, wanted) in changes {
            let found: WeightedAnswer
            do throws(Trouble) {
                found = try await weights(of: record).0
            } catch {
                throw Trouble(why: error.why, answer: .inDoubt)
            }
            guard found == wanted else {
                throw Trouble(why: "\(record.name) is now \(found.content)", answer: .notDone(.conflict))
            }
            try await ask(record, found)
            let shares = shares(of: found, record)
            let words = topology.regionIndices.compactMap { region in
                shares.share(of: region.index).map { "\(topology.name(of: region)) \($0)" }
            }
            reached.append("\(record.name) \(words.joined(separator: ", "))")
        }
        return EffectReport(.done, detail: "\(place): " + reached.joined(separator: "; "))
    }

    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        guard case .route(let from, let to, let routes) = effect, let api else { return [] }
        let changes = routes.compactMap { route -> (RecordPlace, WeightedAnswer)? in
            guard let record = records[route.service.index] else { return nil }
            let shares = topology.regionIndices.compactMap { region -> (String, Int)? in
                let share =
                    region == from ? route.from : region == to ? route.to : world[region, route.service].weight
                guard let share, let address = record.addresses[region.index] else { return nil }
                return (address, Int(share.rawValue))
            }
            let weights = WeightShares.reduced(shares.map(\.1))
            return (
                record,
                WeightedAnswer(
                    type: record.type,
                    choices: zip(shares, weights).map { WeightedAnswer.Choice(address: $0.0, weight: $1) })
            )
        }
        return changes.isEmpty ? [] : ["PATCH \(settings.url.value)\(api.zonePath) \(body(changes).text())"]
    }
}
