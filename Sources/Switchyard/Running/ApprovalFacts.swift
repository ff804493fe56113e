package import Engine
import Runbook
package import RunbookCompiler
package import World

/// The numbers that somebody who approves wants to see.
package enum ApprovalFacts {
    /// A line for each region: its share of the traffic, its ready capacity, how far its data is behind.
    package static func lines(_ world: WorldState, _ topology: Topology) -> [String] {
        let longest = topology.regions.map(\.name.displayWidth).max() ?? 0
        return world.regions.map { region in
            var parts: [String] = []
            if world.isReachable[region.index] != .yes { parts.append("not known to be reachable") }
            let routed = topology.routed.filter { topology.regions[region.index].services.contains($0) }
            parts.append("traffic " + range(routed.map { world[region, $0].weight?.rawValue }) { "\(BasisPoints($0))" })
            parts.append(
                "capacity "
                    + range(routed.map { world[region, $0].capacity?.rawValue }) { "\(BasisPoints($0)) of the peak" })
            let stateful = topology.stateful.filter { topology.regions[region.index].services.contains($0) }
            if stateful.contains(where: { world[region, $0].role == .writer }) {
                parts.append("writer")
            } else if !stateful.isEmpty {
                parts.append("lag " + range(stateful.map { world[region, $0].lag?.rawValue }) { "\(Milliseconds($0))" })
            }
            return "\(topology.name(of: region).padded(to: longest))  \(parts.joined(separator: ", "))"
        }
    }

    /// The numbers that an approval names, those that it is about; nil when nothing that it guards shifts or promotes.
    package static func numbers(_ terms: ApprovalTerms, of approval: NodeID, _ machine: RunMachine) -> String? {
        let operations = machine.guarded(by: approval).compactMap { machine.plan.operation(of: $0) }
        var parts: [String] = []
        if !operations.isEmpty { parts.append("lag " + (terms.lag.map { "\($0)" } ?? "unknown")) }
        if operations.contains(where: { if case .promote = $0 { true } else { false } }) {
            parts.append("worst-case loss " + (terms.loss.map { "\($0)" } ?? "unknown"))
        }
        if operations.contains(where: { if case .shift = $0 { true } else { false } }) {
            parts.append("ready capacity " + (terms.capacity.map { "\($0) of the peak" } ?? "unknown"))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// One value, or the least and the greatest; unknown when one of them is.
    private static func range<Value: Comparable>(_ values: [Value?], _ text: (Value) -> String) -> String {
        let known = values.compactMap { $0 }
        guard known.count == values.count, let least = known.min(), let greatest = known.max() else { return "unknown" }
        return least == greatest ? text(least) : "\(text(least)) to \(text(greatest))"
    }
}
