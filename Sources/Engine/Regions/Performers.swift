import Runbook
import RunbookCompiler
import World

/// Who brings about each effect of a plan, found out once.
struct Performers: Sendable {
    private let traffic: PartPlayers
    private let data: PartPlayers
    private let capacity: PartPlayers
    /// Those of `data` that have something to prepare.
    private let preparing: PartPlayers
    private let notifications: (any EffectPerformer)?
    /// By the plan's actions.
    private let actions: [(any EffectPerformer)?]

    init(_ adapters: AdapterSet, for plan: Plan) {
        traffic = PartPlayers(.traffic, of: adapters)
        data = PartPlayers(.data, of: adapters)
        capacity = PartPlayers(.capacity, of: adapters)
        preparing = PartPlayers(.data, of: adapters) { !$0.manifest.prepares.isEmpty }
        notifications = adapters.messenger
        actions = plan.actions.map { adapters.offering($0.name) }
    }

    func plays(_ operation: Operation, in plan: Plan) -> Bool {
        switch operation {
        case .shift: traffic.cover(operation.services)
        case .promote, .fence, .replicate, .verify: data.cover(operation.services)
        case .scale: capacity.cover(operation.services)
        case .notify: notifications != nil
        case .prepare(let index): plays(plan.operations[index], in: plan)
        case .custom(let action): actions[action] != nil
        }
    }

    func performer(of effect: Effect) -> (any EffectPerformer)? {
        switch effect {
        case .route: traffic.performer(of: effect)
        case .promote, .fence, .unfence, .follow, .verify: data.performer(of: effect)
        case .scale: capacity.performer(of: effect)
        case .notify: notifications
        case .prepare, .release: preparing.performer(of: effect)
        case .custom(let action): actions[action]
        }
    }
}
