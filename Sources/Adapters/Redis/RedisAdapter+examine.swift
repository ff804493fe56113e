package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension RedisAdapter {
    package func examine() async -> [AdapterFinding] {
        var findings: [AdapterFinding] = []
        for server in servers.compactMap(\.self) {
            do throws(RedisServer.Failure) {
                let sight = try await sight(of: server, settings.timeout)
                findings.append(AdapterFinding(.sound, "\(server.place): Redis \(sight.version)"))
                if sight.isFenced {
                    findings.append(
                        AdapterFinding(
                            .caution, "\(server.place): refuses writes: it was fenced",
                            help: "Let it follow the writer, or set min-replicas-to-write back."))
                }
            } catch {
                findings.append(
                    AdapterFinding(
                        .fault, "\(server.place): \(error.sentence)",
                        help: "Check address and password; INFO, CONFIG, CLIENT and REPLICAOF have to be allowed."))
            }
        }
        return findings + roles(await cluster())
    }

    private func roles(_ cluster: RedisCluster) -> [AdapterFinding] {
        let name = settings.service.value
        let writers = servers.indices.filter { cluster.servers[$0]?.isReplica == false }
            .map { topology.regions[$0].name }
        let first =
            writers.count == 1
            ? AdapterFinding(.sound, "the writer of \(name) is \(writers[0])")
            : AdapterFinding(
                .fault,
                writers.isEmpty
                    ? "no server of \(name) is the writer"
                    : "\(writers.joined(separator: " and ")) are no replica of \(name)",
                help: "Exactly one may be; let the others follow it.")
        let silent = servers.indices.filter {
            cluster.servers[$0]?.isReplica == true && !cluster.isStreaming($0)
        }
        return [first]
            + silent.map {
                AdapterFinding(
                    .fault, "\(topology.regions[$0].name) is a replica of \(name), and changes do not reach it",
                    help: "Look at its log, its masterauth, and whom it follows.")
            }
    }
}
