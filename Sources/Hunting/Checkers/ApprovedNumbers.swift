import Engine
import Runbook
import RunbookCompiler
import World

/// No shift or promotion is asked for on a look whose numbers are worse than everything that was approved before it.
///
/// Which approvals stand before it is the plan's; the numbers are those of the answers and of the journaled look. Who
/// switches the mode decides on what is known then.
package struct ApprovedNumbers: HuntChecker {
    package static let name = "ApprovedNumbers"
    package static let interests: Interests = [.journaled, .asked]
    /// What was seen by those who granted, by approval; nil where somebody saw no numbers.
    private var approved: [NodeID: [ApprovalTerms?]] = [:]
    private var looks: [NodeID: WorldState] = [:]

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .journaled(let record, _):
            switch record.event {
            case .answered(let node, let answer):
                if answer.isGranted { approved[node, default: []].append(answer.seen) }
            case .ordered(.switchMode): approved = [:]
            // Nobody answered in time, or a person decided otherwise.
            case .timerFired(.within(let node)), .ordered(.retry(let node)), .ordered(.skip(let node)):
                approved[node] = nil
            case .observed(let node, _, let world): looks[node] = world
            default: break
            }
        case .asked(let request):
            guard !request.assignment.isUndo, let world = looks[request.node],
                let now = ApprovedNumbers.numbers(of: request.assignment.effect, in: world, scene.plan.topology)
            else { return nil }
            for (approval, granted) in approved where scene.fold.guarded(by: approval).contains(request.node) {
                let growths = granted.map { $0?.growth(to: now) }
                guard !growths.contains(nil), let growth = growths.last ?? nil else { continue }
                return "\(scene.label(of: request.node)) is asked for though \(growth.sentence)"
            }
        default: break
        }
        return nil
    }

    private static func numbers(of effect: Effect, in world: WorldState, _ topology: Topology) -> ApprovalTerms? {
        switch effect {
        case .promote(let region, let services, let bound):
            let lag = lag(of: services, in: region, world)
            return ApprovalTerms(lag: lag, loss: lag.map { min($0, bound) })
        case .route(_, let region, let routes):
            return ApprovalTerms(
                lag: lag(of: topology.stateful, in: region, world),
                capacity: routes.compactMap { world[region, $0.service].capacity }.min())
        default: return nil
        }
    }

    /// Of the standbys among services; nil where one of them is not known.
    private static func lag(of services: ServiceSet, in region: RegionIndex, _ world: WorldState) -> Milliseconds? {
        let lags = services.filter { world[region, $0].role == .standby }.map { world[region, $0].lag }
        return lags.contains(nil) ? nil : lags.compactMap { $0 }.max()
    }
}
