import Engine
package import Monitoring
package import Runbook
package import RunbookCompiler
import World

/// A proposal of who follows whom, and the runbook that leads there.
package struct ReplicationPlan: LookoutReport, Sendable {
    package var environment: String
    /// The environment's file.
    package var file: String
    package var topology: Topology
    package var proposal: TopologyProposal
    /// The links that are not so already.
    package var changes: [TopologyProposal.Link]

    /// - Parameters:
    ///   - lost: regions that are left out.
    ///   - shape: nil for the one that keeps data nearest.
    package static func make(
        _ lookout: Lookout, _ shape: ReplicationShape, without lost: [String]
    ) async throws(OrchestratorError) -> ReplicationPlan {
        let topology = lookout.topology
        var left: Set<RegionIndex> = []
        for name in lost { left.insert(try lookout.region(name)) }
        let survey = await lookout.look()
        let writers = Set(topology.stateful.compactMap { survey.world.writer(of: $0) })
        guard let writer = writers.first, writers.count == 1 else {
            throw OrchestratorError(
                .refused,
                writers.isEmpty ? "the writer is not known" : "services have their writers in different regions",
                help: "Look with \"switchyard replication\"; a topology is proposed around one writer")
        }
        guard !left.contains(writer) else {
            throw OrchestratorError(
                .refused, "\(topology.name(of: writer)) is the writer, and cannot be left out",
                help: "Fail over first")
        }
        let regions = topology.regionIndices.filter {
            !left.contains($0) && !topology.regions[$0.index].services.isDisjoint(with: topology.stateful)
        }
        let latency = LinkLatency(lookout.environment, topology)
        let proposal = TopologyProposal(shape, writer: writer, among: regions, latency: latency.between)
        let changes = proposal.links.filter { link in
            let services = topology.regions[link.to.index].services.intersection(
                topology.regions[link.from.index].services)
            return topology.stateful.intersection(services).contains { service in
                survey.world[link.to, service].source != .region(link.from)
                    || survey.world[link.to, service].isStreaming != .yes
            }
        }
        return ReplicationPlan(
            environment: lookout.environment.name.value, file: lookout.environment.file, topology: topology,
            proposal: proposal, changes: changes)
    }

    /// Keeps the runbook in the store's directory; returns its path.
    package func write(_ text: String, in store: String) throws(OrchestratorError) -> String {
        _ = try Composition.store(in: store)
        let path = FileSystem.join(store, "replication_\(proposal.shape.rawValue).yaml")
        try FileSystem.write(text, to: path)
        return path
    }

    private func name(_ region: RegionIndex) -> String { topology.name(of: region) }

    package func text(_ style: Style, width: Int = 80) -> String {
        var table = TextTable([("REGION", .left), ("FOLLOWS", .left), ("LATENCY", .right), ("", .left)])
        for link in proposal.links {
            let isNew = changes.contains(link)
            table.add([
                TextTable.Cell(name(link.to)), TextTable.Cell(name(link.from)),
                TextTable.Cell(Figures.time(link.latency)),
                TextTable.Cell(isNew ? "to be changed" : "as it is") { isNew ? $0.yellow($1) : $0.dim($1) },
            ])
        }
        let title =
            "\(proposal.shape.rawValue) from \(name(proposal.writer)), at most \(proposal.depth) step\(proposal.depth == 1 ? "" : "s") away"
        return
            ([style.bold(title), ""] + table.lines(style, width: width)
            + (changes.isEmpty ? ["", "nothing is to be changed"] : [])).joined(separator: "\n") + "\n"
    }

    package var json: JSON {
        [
            "environment": .string(environment), "shape": .string(proposal.shape.rawValue),
            "writer": .string(name(proposal.writer)), "depth": .count(proposal.depth),
            "links": .array(
                proposal.links.map {
                    [
                        "from": .string(name($0.from)), "to": .string(name($0.to)),
                        "latency_ms": Figures.json($0.latency), "change": .bool(changes.contains($0)),
                    ]
                }),
        ]
    }

    /// Nil when nothing is to be changed. It is checked, proved and run like any other.
    package var runbook: String? {
        guard !changes.isEmpty else { return nil }
        var lines = [
            "runbook: replication_\(proposal.shape.rawValue)", "version: 1",
            "summary: Lead every copy of the data to its place in the \(proposal.shape.rawValue) from \(name(proposal.writer)).",
            "strategy: custom", "", "limits: {deadline: \(changes.count * 15 + 15)m, rollback_reserve: 10m}",
            "defaults:", "  timeout: 60s", "  retry: {attempts: 3, delay: 2s, factor: 2, max_delay: 20s}", "", "steps:",
        ]
        for link in changes {
            let id = name(link.to).map { $0.isLetter || $0.isNumber ? $0 : "_" }
            lines += [
                "  - id: lead_\(String(id))",
                "    replicate: {from: \(name(link.from)), to: \(name(link.to))}",
                "    timeout: 10m",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
