import Engine
import RunbookCompiler
import World

/// A run that says it was rolled back has left every value that it touched as it was. What it asked for, and then found
/// done, it has touched, whoever did it; what somebody else did in place of what was refused, and it never saw as its own,
/// it has not.
///
/// Where authors wrote a branch of their own, what it leaves is theirs.
package struct RolledBack: HuntChecker {
    package static let name = "RolledBack"
    package static let interests: Interests = [.journaled, .asked, .tookEffect, .over]
    private var touched: Set<Cell> = []
    /// Found done after it was asked for.
    private var adopted: Set<Cell> = []
    private var byHand: Set<Cell> = []

    package init() {}

    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> String? {
        switch sighting {
        case .asked(let request): if request.fate == .byHand { byHand.formUnion(request.cells) }
        case .tookEffect(let request, _, _): touched.formUnion(request.cells)
        case .journaled(let record, _):
            guard case .observed(let node, _, _) = record.event, scene.status(of: node) == .done,
                scene.fold.state.nodes[node.index].flags.contains(.attempted)
            else { return nil }
            adopted.formUnion(scene.fold.effect(for: node)?.cells(in: scene.plan.topology) ?? [])
        case .over:
            guard scene.fold.state.phase == .ended(.rolledBack) else { return nil }
            let authored = RolledBack.authored(scene.plan)
            for cell in touched.subtracting(byHand).union(adopted) where !authored.contains(where: { $0.covers(cell) })
            {
                guard !cell.isSame(in: scene.truth, and: scene.specimen.start) else { continue }
                return "rolled back, but the \(cell.text(scene.plan.topology)) is not what it was"
            }
        default: break
        }
        return nil
    }

    private struct Authored: Hashable {
        var service: ServiceIndex
        var facets: Set<Cell.Facet>

        func covers(_ cell: Cell) -> Bool { cell.service == service && facets.contains(cell.facet) }
    }

    private static func authored(_ plan: Plan) -> Set<Authored> {
        var result: Set<Authored> = []
        for index in plan.nodes.indices {
            let isBranch = plan.isBranch(NodeID(index))
            var isFree = isBranch
            if case .branch = plan.nodes[index].undo { isFree = true }
            guard isFree, let operation = plan.operation(of: NodeID(index)) else { continue }
            for resource in plan.resources(of: operation) {
                for service in resource.services {
                    result.insert(Authored(service: service, facets: facets(resource.facet)))
                }
            }
        }
        return result
    }

    private static func facets(_ facet: Resource.Facet) -> Set<Cell.Facet> {
        switch facet {
        case .traffic: [.weight]
        case .capacity: [.capacity]
        case .writer, .replication: [.role, .fence, .source]
        }
    }
}
