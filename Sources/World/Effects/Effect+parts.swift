import RunbookCompiler

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
