package import RunbookCompiler

extension Effect {
    /// The effect on each of its services alone: what may be there when it stopped half way.
    package var parts: [Effect] {
        switch self {
        case .route(let from, let to, let routes): routes.map { .route(from: from, to: to, [$0]) }
        case .promote(let region, let services, let loss):
            services.map { .promote(region, ServiceSet([$0]), loss: loss) }
        case .fence(let region, let services): services.map { .fence(region, ServiceSet([$0])) }
        case .unfence(let region, let services): services.map { .unfence(region, ServiceSet([$0])) }
        case .follow(let region, let followings): followings.map { .follow(region, [$0]) }
        case .scale(let region, let capacities): capacities.map { .scale(region, [$0]) }
        case .prepare, .release, .verify, .custom, .notify: [self]
        }
    }
}

extension Effect {
    /// As far as it concerns these services; nil when it does not. What names no services concerns all.
    package func among(_ services: ServiceSet) -> Effect? {
        switch self {
        case .route(let from, let to, let routes):
            Effect.kept(routes.filter { services.contains($0.service) }) { .route(from: from, to: to, $0) }
        case .promote(let region, let own, let loss):
            Effect.kept(own.intersection(services)) { .promote(region, $0, loss: loss) }
        case .fence(let region, let own): Effect.kept(own.intersection(services)) { .fence(region, $0) }
        case .unfence(let region, let own): Effect.kept(own.intersection(services)) { .unfence(region, $0) }
        case .follow(let region, let followings):
            Effect.kept(followings.filter { services.contains($0.service) }) { .follow(region, $0) }
        case .scale(let region, let capacities):
            Effect.kept(capacities.filter { services.contains($0.service) }) { .scale(region, $0) }
        case .verify(let from, let to, let own):
            Effect.kept(own.intersection(services)) { .verify(from: from, to: to, $0) }
        case .prepare(let effect): effect.among(services).map(Effect.prepare)
        case .release(let effect): effect.among(services).map(Effect.release)
        case .custom, .notify: self
        }
    }

    private static func kept<Services: Sequence>(_ services: Services, _ effect: (Services) -> Effect) -> Effect? {
        services.contains { _ in true } ? effect(services) : nil
    }
}
