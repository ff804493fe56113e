package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking.
extension Route53Adapter {
    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        for (service, sight) in await sights() {
            guard case .success(let shares) = sight else { continue }
            for region in topology.regionIndices {
                world[region, service].weight = shares.share(of: region.index)
            }
        }
        return world
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        let wanted = queries.contains { $0.metric == .weight }
        let sights = wanted ? await sights() : [:]
        return queries.map { query in
            let services = query.service.map { [$0] } ?? topology.regions[query.region.index].services.map { $0 }
            let told = query.metric == .weight ? services.compactMap { sights[$0] } : []
            let value = told.compactMap { try? $0.get().share(of: query.region.index) }.max()
            var why = ""
            for case .failure(let trouble) in told where value == nil && why.isEmpty { why = ": \(trouble.why)" }
            return Measurement(
                query: query, value: value.map { .ratio($0) }, sampledAt: now, coveredFrom: now,
                samples: value == nil ? 0 : 1, source: place + why)
        }
    }

    /// By service, how its name shares traffic.
    private func sights() async -> [ServiceIndex: Result<WeightShares, Trouble>] {
        await withTaskGroup(of: (ServiceIndex, Result<WeightShares, Trouble>).self) { group in
            for (index, name) in names.enumerated() {
                guard let name else { continue }
                group.addTask { (ServiceIndex(index), await sight(of: name)) }
            }
            var sights: [ServiceIndex: Result<WeightShares, Trouble>] = [:]
            for await (service, sight) in group { sights[service] = sight }
            return sights
        }
    }

    private func sight(of name: String) async -> Result<WeightShares, Trouble> {
        do throws(Trouble) {
            let kinds = try await sets(of: name)
            let shares = kinds.map(shares)
            // A name whose kinds are shared in different ways has no one weight.
            let told = topology.regionIndices.map { region in shares.map { $0.share(of: region.index) } }
            guard let first = shares.first, told.allSatisfy({ Set($0).count == 1 }) else {
                throw Trouble(why: "the kinds of \(name) are shared in different ways", answer: .notDone(.conflict))
            }
            return .success(first)
        } catch {
            return .failure(error)
        }
    }

    /// The weighted record sets of a name, by type: `A`, `AAAA`, `CNAME`.
    func sets(of name: String) async throws(Trouble) -> [[WeightedSet]] {
        guard let api else { throw Trouble(why: "its URL is none", answer: .notDone(.invalid)) }
        let elements: [XMLElement]
        do throws(AWSFailure) {
            elements = try await api.sets(of: name).filter {
                ["A", "AAAA", "CNAME"].contains($0.text("Type") ?? "")
            }
        } catch {
            throw Trouble(why: error.sentence, answer: error.answerToLook)
        }
        let sets = elements.compactMap(WeightedSet.init)
        guard !sets.isEmpty else {
            throw Trouble(why: "\(name) has no weighted record sets", answer: .notDone(.conflict))
        }
        guard sets.count == elements.count else {
            throw Trouble(why: "\(name) has record sets that are not weighted", answer: .notDone(.conflict))
        }
        return Dictionary(grouping: sets, by: \.type).sorted { $0.key < $1.key }.map(\.value)
    }

    func shares(of sets: [WeightedSet]) -> WeightShares {
        WeightShares(weights: sets.map(\.weight), regions: sets.map { identifiers.firstIndex(of: $0.identifier) })
    }
}
