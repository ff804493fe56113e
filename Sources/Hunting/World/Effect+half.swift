import RunbookCompiler
package import World

extension Effect {
    /// The effect on the first of its services alone: what is there when it stops half way.
    package var half: Effect {
        switch self {
        case .route(let from, let to, let routes): .route(from: from, to: to, Array(routes.prefix(1)))
        case .promote(let region, let services, let loss):
            .promote(region, ServiceSet(services.prefix(1)), loss: loss)
        case .fence(let region, let services): .fence(region, ServiceSet(services.prefix(1)))
        case .unfence(let region, let services): .unfence(region, ServiceSet(services.prefix(1)))
        case .follow(let region, let followings): .follow(region, Array(followings.prefix(1)))
        case .scale(let region, let capacities): .scale(region, Array(capacities.prefix(1)))
        case .prepare, .release, .verify, .custom, .notify: self
        }
    }
}
