internal import Runbook
internal import RunbookCompiler

extension WorldState {
    /// What an effect does to the world once it is done.
    package mutating func apply(_ effect: Effect) {
        switch effect {
        case .route(let from, let to, let routes):
            for route in routes {
                self[from, route.service].weight = route.from
                self[to, route.service].weight = route.to
            }
        case .promote(let region, let services, _):
            for service in services { promote(region, service) }
            waiting = waiting.subtracting(services)
        case .fence(let region, let services):
            for service in services { self[region, service].isFenced = .yes }
        case .unfence(let region, let services):
            for service in services { self[region, service].isFenced = .no }
            waiting = waiting.subtracting(services)
        case .follow(let region, let followings):
            for following in followings { follow(region, following) }
        case .scale(let region, let capacities):
            for capacity in capacities { self[region, capacity.service].capacity = capacity.share }
        case .prepare, .release, .verify, .custom, .notify:
            break
        }
    }

    private mutating func promote(_ region: RegionIndex, _ service: ServiceIndex) {
        for other in regions where other != region && self[other, service].role == .writer {
            // A former writer that was never fenced goes on acknowledging: that is the accident, not a hand-over.
            guard self[other, service].isFenced == .yes else { continue }
            self[other, service].role = .detached
            self[other, service].isStreaming = .no
        }
        self[region, service].role = .writer
        self[region, service].isFenced = .no
        self[region, service].source = .none
        self[region, service].isStreaming = .no
        self[region, service].lag = .zero
        for other in regions where self[other, service].source == .region(region) {
            self[other, service].isStreaming = .yes
        }
    }

    private mutating func follow(_ region: RegionIndex, _ following: Effect.Following) {
        let service = following.service
        if let source = following.source {
            self[region, service].role = .standby
            self[region, service].isFenced = .no
            self[region, service].source = .region(source)
            self[region, service].isStreaming = .yes
            self[region, service].lag = .zero
        } else {
            self[region, service].role = .detached
            self[region, service].isFenced = .yes
            self[region, service].source = .none
            self[region, service].isStreaming = .no
        }
    }
}
