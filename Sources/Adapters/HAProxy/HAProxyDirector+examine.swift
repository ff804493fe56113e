package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension HAProxyDirector {
    package func examine() async -> [AdapterFinding] {
        let answers: [String]
        do throws(ExchangeFailure) {
            answers = try await runtime.run(["show version", "show cli level", HAProxyDirector.look])
        } catch {
            return [.unreachable(place, error)]
        }
        guard let table = StatTable(answers[2]) else {
            return [
                AdapterFinding(
                    .fault, "\(place) says \"\(HAProxyComplaint(answers[2]).text)\" to \"\(HAProxyDirector.look)\"",
                    help: "HAProxy 2.2 or later is needed.")
            ]
        }
        return [.version(answers[0]), .level(answers[1])]
            + topology.services.indices.flatMap { service in
                backends[service].map { examine($0, topology.services[service], in: table) } ?? []
            }
    }

    private func examine(
        _ backend: String, _ service: Topology.Service, in table: StatTable
    ) -> [AdapterFinding] {
        let regions = topology.regionIndices.filter { region in
            topology.regions[region.index].services.contains { topology.services[$0.index].name == service.name }
        }
        let passages = regions.map { (region: $0, passage: passage(to: $0, of: backend, in: table)) }
        var findings = passages.filter { $0.passage == nil }.map {
            AdapterFinding(
                .fault, "there is no server \(backend)/\(servers[$0.region.index]) for \(service.name)",
                help: "Add it, or write under servers what \(topology.name(of: $0.region)) is called there.")
        }
        let open = passages.filter { $0.passage == .open }.map { topology.name(of: $0.region) }
        if open.count == 1 {
            findings.insert(
                AdapterFinding(.sound, "clients of \(service.name) are led to \(open[0]) by the backend \(backend)"),
                at: 0)
        } else {
            findings.append(
                AdapterFinding(
                    .fault,
                    open.isEmpty
                        ? "clients of \(service.name) are led nowhere: no server of \(backend) is open"
                        : "clients of \(service.name) are led to \(open.joined(separator: " and ")) at once",
                    help: "Leave the writer's server alone open, and set the others to maintenance."))
        }
        return findings
    }
}
