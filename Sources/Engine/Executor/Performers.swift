import Runbook
import RunbookCompiler
import World

/// Who brings about each effect of a plan, found out once.
struct Performers: Sendable {
    private let traffic: (any RegionAdapter)?
    private let data: (any RegionAdapter)?
    private let capacity: (any RegionAdapter)?
    private let notifications: (any RegionAdapter)?
    /// By the plan's actions.
    private let actions: [(any RegionAdapter)?]

    init(_ adapters: AdapterSet, for plan: Plan) {
        traffic = adapters.adapter(playing: .traffic)
        data = adapters.adapter(playing: .data)
        capacity = adapters.adapter(playing: .capacity)
        notifications = adapters.adapter(playing: .notifications)
        actions = plan.actions.map { adapters.adapter(offering: $0.name) }
    }

    func plays(_ operation: Operation, in plan: Plan) -> Bool {
        switch operation {
        case .shift: traffic != nil
        case .promote, .fence, .replicate, .verify: data != nil
        case .scale: capacity != nil
        case .notify: notifications != nil
        case .prepare(let index): plays(plan.operations[index], in: plan)
        case .custom(let action): actions[action] != nil
        }
    }

    func adapter(for effect: Effect) -> (any RegionAdapter)? {
        switch effect {
        case .route: traffic
        case .promote, .fence, .unfence, .follow, .verify: data
        case .scale: capacity
        case .notify: notifications
        case .prepare(let effect), .release(let effect): adapter(for: effect)
        case .custom(let action): actions[action]
        }
    }
}
