import Runbook
package import RunbookCompiler
import World

/// A step that makes no sense as things are: its parameters contradict the observed writer or the observed traffic.
package struct Contradiction: Hashable, Sendable {
    package var node: NodeID
    package var region: RegionIndex
    /// Ready to follow the step's name, such as `us-west-2 already is the writer`.
    package var sentence: String

    /// What contradicts an operation in a world, as far as the world is known.
    static func find(_ node: NodeID, _ operation: Operation, _ plan: Plan, _ world: WorldState) -> [Contradiction] {
        let topology = plan.topology
        switch operation {
        case .shift(let index, let services, _):
            let pair = plan.pairs[index]
            guard !services.isEmpty, services.allSatisfy({ world[pair.from, $0].weight == .zero }) else { return [] }
            // The last hop of a pair leaves nothing behind; a further one of the same pair has nothing left to do.
            guard !hasShifted(pair, in: plan, before: node) else { return [] }
            return [
                Contradiction(
                    node: node, region: pair.from,
                    sentence: "\(topology.name(of: pair.from)) carries no traffic that could be shifted away")
            ]
        case .promote(let region, let services, _):
            let isWriter = services.allSatisfy {
                world[region, $0].role == .writer && world[region, $0].isFenced == .no
            }
            guard !services.isEmpty, isWriter else { return [] }
            return [
                Contradiction(
                    node: node, region: region, sentence: "\(topology.name(of: region)) already is the writer")
            ]
        case .fence(let region, let services):
            let writers = services.map { world.writer(of: $0) }
            guard !services.isEmpty, writers.allSatisfy({ $0 != nil && $0 != region }), let writer = writers[0] else {
                return []
            }
            return [
                Contradiction(
                    node: node, region: region,
                    sentence: "\(topology.name(of: region)) is not the writer; \(topology.name(of: writer)) is")
            ]
        case .replicate(let source, let region, let services):
            // The writer is rebuilt from another region only after that one has taken over.
            guard !services.isEmpty, services.allSatisfy({ world.writer(of: $0) == region && source != region }),
                services.allSatisfy({ world[region, $0].isFenced == .no })
            else { return [] }
            return [
                Contradiction(
                    node: node, region: region,
                    sentence: "\(topology.name(of: region)) is the writer, and would be rebuilt from "
                        + topology.name(of: source))
            ]
        case .verify, .scale, .prepare, .custom, .notify: return []
        }
    }

    private static func hasShifted(_ pair: ShiftPair, in plan: Plan, before node: NodeID) -> Bool {
        plan.nodes.indices.contains { index in
            guard index < node.index, case .shift(let other, _, _) = plan.operation(of: NodeID(index)) else {
                return false
            }
            return plan.pairs[other].from == pair.from && plan.pairs[other].to == pair.to
        }
    }
}
