import Engine
package import Runbook
package import RunbookCompiler

/// How long steps really took in past runs.
package struct DurationBook: Hashable, Sendable {
    /// What is alike enough to be compared.
    package struct Kind: Hashable, Sendable {
        package var action: String
        /// Where it was done, by name: in another environment the same number is another region. Nil for anywhere.
        package var region: String?
    }

    private var lengths: [Kind: [Milliseconds]] = [:]

    package init() {}

    package var isEmpty: Bool { lengths.isEmpty }

    package struct Entry: Hashable, Sendable {
        package var length: Milliseconds
        package var runs: Int
    }

    package mutating func note(_ kind: Kind, _ length: Milliseconds) {
        lengths[kind, default: []].append(length)
        if kind.region != nil { lengths[Kind(action: kind.action, region: nil), default: []].append(length) }
    }

    /// The median of what was done in the same region, or else anywhere; nil when it was never done.
    package func typical(_ kind: Kind) -> Entry? {
        let known = lengths[kind] ?? lengths[Kind(action: kind.action, region: nil)]
        guard let known, !known.isEmpty else { return nil }
        return Entry(length: Milliseconds.median(of: known) ?? .zero, runs: known.count)
    }

    /// From the beginning of each step that was done, its looks included, to its end.
    package mutating func learn(_ spans: NodeSpans, of plan: Plan) {
        for (node, span) in spans.spans where span.isWork {
            guard let kind = DurationBook.kind(of: node, in: plan) else { continue }
            note(kind, span.end - span.start)
        }
    }

    /// Of effects and approvals; gates and waits take what is written.
    package static func kind(of node: NodeID, in plan: Plan) -> Kind? {
        switch plan.nodes[node.index].kind {
        case .approval: return Kind(action: "approve", region: nil)
        case .effect(let index): return kind(of: plan.operations[index], in: plan)
        default: return nil
        }
    }

    private static func kind(of operation: Operation, in plan: Plan) -> Kind {
        func name(_ region: RegionIndex) -> String { plan.topology.name(of: region) }
        return switch operation {
        case .shift: Kind(action: "shift", region: nil)
        case .promote(let region, _, _): Kind(action: "promote", region: name(region))
        case .fence(let region, _): Kind(action: "fence", region: name(region))
        case .replicate(_, let region, _): Kind(action: "replicate", region: name(region))
        case .verify: Kind(action: "verify", region: nil)
        case .scale(let region, _, let share): Kind(action: "scale \(share)", region: name(region))
        case .prepare: Kind(action: "prepare", region: nil)
        case .custom(let index): Kind(action: plan.actions[index].name, region: nil)
        case .notify: Kind(action: "notify", region: nil)
        }
    }
}
