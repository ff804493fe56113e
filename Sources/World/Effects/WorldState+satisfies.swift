internal import Runbook
internal import RunbookCompiler

extension WorldState {
    /// Whether the world is as the effect wants it. Effects that leave no trace are never known to be done.
    package func satisfies(_ effect: Effect) -> Knowledge {
        switch effect {
        case .route(let from, let to, let routes):
            all(routes) {
                equal(self[from, $0.service].weight, $0.from).and(equal(self[to, $0.service].weight, $0.to))
            }
        case .promote(let region, let services, _):
            all(services) { service in
                let state = self[region, service]
                return state.role == .unknown
                    ? .unknown : Knowledge(state.role == .writer).and(not(state.isFenced)).and(reaches(service))
            }
        case .fence(let region, let services):
            all(services) { self[region, $0].isFenced }
        case .unfence(let region, let services):
            all(services) { not(self[region, $0].isFenced).and(reaches($0)) }
        case .follow(let region, let followings):
            all(followings) { follows(region, $0) }
        case .scale(let region, let capacities):
            all(capacities) { capacity in
                self[region, capacity.service].capacity.map { Knowledge($0 == capacity.share) } ?? .unknown
            }
        case .prepare, .release, .verify, .custom, .notify:
            .unknown
        }
    }

    /// Its clients are not kept waiting, as far as is known.
    private func reaches(_ service: ServiceIndex) -> Knowledge { Knowledge(!waiting.contains(service)) }

    private func follows(_ region: RegionIndex, _ following: Effect.Following) -> Knowledge {
        let state = self[region, following.service]
        guard let source = following.source else {
            return state.source == .unknown ? .unknown : Knowledge(state.source == .none)
        }
        switch state.source {
        case .unknown: return .unknown
        case .none: return .no
        case .region(let actual):
            return Knowledge(actual == source && state.role == .standby).and(state.isStreaming)
        }
    }

    private func equal(_ actual: BasisPoints?, _ wanted: BasisPoints) -> Knowledge {
        actual.map { Knowledge($0 == wanted) } ?? .unknown
    }

    private func not(_ fact: Knowledge) -> Knowledge {
        switch fact {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }

    private func all<Elements: Sequence>(_ elements: Elements, _ test: (Elements.Element) -> Knowledge) -> Knowledge {
        var result = Knowledge.yes
        for element in elements { result = result.and(test(element)) }
        return result
    }
}
