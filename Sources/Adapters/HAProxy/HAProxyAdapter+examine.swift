package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension HAProxyAdapter {
    package func examine() async -> [AdapterFinding] {
        let answers: [String]
        do throws(ExchangeFailure) {
            answers = try await runtime.run([
                "show version", "show cli level", "show servers state", "show stat -1 2 -1",
            ])
        } catch {
            return [.unreachable(place, error)]
        }
        guard let states = ServerState.all(in: answers[2]) else {
            return [
                AdapterFinding(
                    .fault, "\(place) says \"\(HAProxyComplaint(answers[2]).text)\" to \"show servers state\"",
                    help: "HAProxy 2.2 or later is needed.")
            ]
        }
        let table = StatTable(answers[3])
        return [.version(answers[0]), .level(answers[1])]
            + topology.services.indices.flatMap { service in
                backends[service].map { examine($0, service, states, table) } ?? unserved(service)
            }
    }

    private func unserved(_ service: Int) -> [AdapterFinding] {
        guard topology.services[service].type.isRouted else { return [] }
        let name = topology.services[service].name
        return [
            AdapterFinding(
                .caution, "nobody moves the traffic of \(name): no backend is named for it",
                help: "Name it under backends, or take it out of the environment.")
        ]
    }

    private func examine(
        _ backend: String, _ service: Int, _ states: [ServerState], _ table: StatTable?
    ) -> [AdapterFinding] {
        let name = topology.services[service].name
        guard let shares = shares(of: backend, in: states) else {
            return [
                AdapterFinding(
                    .fault, "there is no backend \(backend) for \(name)",
                    help: "Write one of \(Set(states.map(\.backend)).sorted().joined(separator: ", ")).")
            ]
        }
        var findings: [AdapterFinding] = []
        var words: [String] = []
        for region in topology.regionIndices
        where topology.regions[region.index].services.contains(ServiceIndex(service)) {
            guard let share = shares.share(of: region.index) else {
                findings.append(
                    AdapterFinding(
                        .fault, "the backend \(backend) has no server \(servers[region.index])",
                        help: "Add it, or write under servers what \(topology.name(of: region)) is called there."))
                continue
            }
            words.append("\(topology.name(of: region)) \(share)")
            if shares.isClosed(region.index) {
                findings.append(
                    AdapterFinding(
                        .caution, "\(backend)/\(servers[region.index]) is in maintenance or drained",
                        help: "Until it is set ready, no traffic can be moved there."))
            }
        }
        for region in topology.regionIndices where shares.isDown(region.index) {
            findings.append(
                AdapterFinding(
                    .caution, "the checks of \(backend)/\(servers[region.index]) find it down",
                    help: "No more traffic is moved there until they find it up."))
        }
        if shares.strayWeight > 0 {
            findings.append(
                AdapterFinding(
                    .caution, "the backend \(backend) has servers that are no region's, and they take traffic",
                    help: "What they take is not moved; set their weight to 0, or take them out."))
        }
        if let algorithm = table?.value("algo", of: backend), HAProxyAdapter.unweighted.contains(algorithm) {
            findings.append(
                AdapterFinding(
                    .fault, "the backend \(backend) balances by \(algorithm), which takes no new weights",
                    help: "Use roundrobin, leastconn or random."))
        }
        return [AdapterFinding(.sound, "\(name) is the backend \(backend): \(words.joined(separator: ", "))")]
            + findings
    }

    private static let unweighted: Set<Substring> = ["static-rr", "first"]
}
