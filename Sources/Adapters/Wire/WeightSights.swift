import Engine
import Runbook
import RunbookCompiler
import World

/// How the names of services share traffic, as somebody has just looked.
struct WeightSights {
    /// Why a look, or what follows it, came to nothing.
    struct Trouble: Error, Hashable {
        var why: String
        var answer: EffectReport.Answer
    }

    typealias Sight = Result<WeightShares, Trouble>

    private let sights: [ServiceIndex: Sight]

    /// - Parameter places: by service; nil for one that nobody was told of. They are looked at side by side.
    init<Place: Sendable>(of places: [Place?], _ look: @escaping @Sendable (Place) async -> Sight) async {
        sights = await withTaskGroup(of: (ServiceIndex, Sight).self) { group in
            for (index, place) in places.enumerated() {
                guard let place else { continue }
                group.addTask { (ServiceIndex(index), await look(place)) }
            }
            var sights: [ServiceIndex: Sight] = [:]
            for await (service, sight) in group { sights[service] = sight }
            return sights
        }
    }

    func world(_ topology: Topology) -> WorldState {
        var world = WorldState(unknownIn: topology)
        for (service, sight) in sights {
            guard case .success(let shares) = sight else { continue }
            for region in topology.regionIndices {
                world[region, service].weight = shares.share(of: region.index)
            }
        }
        return world
    }

    /// Of one service, or the highest of a region: unknown while one of its services is.
    func measurement(
        _ query: MetricQuery, _ topology: Topology, at now: Milliseconds, from place: String
    ) -> Measurement {
        guard query.metric == .weight else { return Measurement(query, nil, at: now, from: place) }
        let services = query.service.map { [$0] } ?? topology.regions[query.region.index].services.map { $0 }
        let told = services.compactMap { sights[$0] }
        let shares = told.map { try? $0.get().share(of: query.region.index) }
        let value = shares.contains(nil) ? nil : shares.compactMap(\.self).max()
        var why = ""
        for case .failure(let trouble) in told where value == nil && why.isEmpty { why = ": \(trouble.why)" }
        return Measurement(query, value.map { .ratio($0) }, at: now, from: place + why)
    }
}
