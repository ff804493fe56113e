import Engine
import Runbook
import RunbookCompiler

/// The services that each node and its undo change, and those that they look at. What does not touch what another one
/// changes can happen before it or after it.
struct Footprints: Sendable {
    private struct Footprint {
        var changes = ServiceSet()
        var reads = ServiceSet()

        mutating func add(_ other: Footprint) {
            changes = changes.union(other.changes)
            reads = reads.union(other.reads)
        }
    }

    private let footprints: [Footprint]
    /// A property may speak of several services at once, and so tell one order from another.
    private let tellsOrders: Bool
    /// For each pair of nodes, while they are few enough; it is asked for with every state.
    private var apart: [Bool] = []
    private static let mostInTable = 1024

    init(_ plan: Plan) {
        tellsOrders = !plan.always.isEmpty
        let own = plan.nodes.indices.map { Footprints.footprint(of: NodeID($0), plan) }
        footprints = plan.nodes.indices.map { index in
            var footprint = own[index]
            guard case .branch(let section) = plan.nodes[index].undo else { return footprint }
            for other in plan.sections[section].nodes { footprint.add(own[other]) }
            return footprint
        }
        guard footprints.count <= Footprints.mostInTable else { return }
        for one in footprints.indices { apart += footprints.indices.map { compare(NodeID(one), NodeID($0)) } }
    }

    func areApart(_ one: NodeID, _ other: NodeID) -> Bool {
        apart.isEmpty ? compare(one, other) : apart[one.index * footprints.count + other.index]
    }

    private func compare(_ one: NodeID, _ other: NodeID) -> Bool {
        guard !tellsOrders else { return false }
        let (left, right) = (footprints[one.index], footprints[other.index])
        return left.changes.isDisjoint(with: right.changes) && left.changes.isDisjoint(with: right.reads)
            && left.reads.isDisjoint(with: right.changes)
    }

    private static func footprint(of node: NodeID, _ plan: Plan) -> Footprint {
        var footprint = Footprint()
        switch plan.nodes[node.index].kind {
        case .effect(let operation): footprint = Footprints.footprint(of: plan.operations[operation], plan)
        case .approval: footprint.reads = plan.topology.allServices
        case .join, .gate, .wait, .finally: break
        }
        for query in plan.queries(of: node) { footprint.reads = footprint.reads.union(read(by: query, plan.topology)) }
        return footprint
    }

    /// Of what effects change; how well a region does is not among it.
    private static func read(by query: MetricQuery, _ topology: Topology) -> ServiceSet {
        switch query.metric {
        case .weight, .capacity: topology.services(of: query)
        case .replicationLag, .replicationLagBytes: topology.services(of: query).intersection(topology.stateful)
        default: ServiceSet()
        }
    }

    private static func footprint(of operation: Operation, _ plan: Plan) -> Footprint {
        switch operation {
        // On the way back the receiver's data must be fresh.
        case .shift:
            Footprint(changes: operation.services, reads: operation.services.union(plan.topology.stateful))
        case .promote, .fence, .replicate, .scale: Footprint(changes: operation.services, reads: operation.services)
        case .verify: Footprint(reads: operation.services)
        case .prepare(let prepared): footprint(of: plan.operations[prepared], plan)
        case .notify: Footprint()
        // Nobody knows what it has to do with.
        case .custom:
            Footprint(changes: plan.topology.allServices)
        }
    }
}
