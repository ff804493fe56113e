package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension PostgresAdapter {
    package func examine() async -> [AdapterFinding] {
        let portraits = await portraits()
        var findings: [AdapterFinding] = []
        for (server, portrait) in portraits {
            switch portrait {
            case .success(let portrait): findings += portrait.findings(server)
            case .failure(let failure):
                findings.append(
                    AdapterFinding(
                        .fault, "\(server.place): \(failure.sentence)",
                        help:
                            "Switchyard connects to database \(settings.database) as \(settings.user); check address, pg_hba.conf, password and tls."
                    ))
            }
        }
        return findings + missing() + cluster(portraits.compactMap { try? $0.1.get() })
            + roles(await sight(within: settings.timeout)) + (await program())
    }

    private func portraits() async -> [(PostgresServer, Result<ServerPortrait, PostgresFailure>)] {
        await withTaskGroup(of: (Int, Result<ServerPortrait, PostgresFailure>).self) { group in
            for (index, server) in servers.enumerated() {
                guard let server else { continue }
                group.addTask { [settings] in
                    do throws(PostgresFailure) {
                        return (index, .success(try await ServerPortrait.read(server.looking, settings.timeout)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var found: [(Int, Result<ServerPortrait, PostgresFailure>)] = []
            for await portrait in group { found.append(portrait) }
            return found.sorted { $0.0 < $1.0 }.compactMap { index, portrait in servers[index].map { ($0, portrait) } }
        }
    }

    private func missing() -> [AdapterFinding] {
        guard let service else { return [] }
        let names = topology.regionIndices
            .filter { topology.regions[$0.index].services.contains(service) && servers[$0.index] == nil }
            .map(topology.name)
        return names.map {
            AdapterFinding(
                .caution, "no server of \(settings.service.value) is named for \($0)",
                help: "Name it under servers, or leave the service out of that region.")
        }
    }

    private func cluster(_ portraits: [ServerPortrait]) -> [AdapterFinding] {
        guard Set(portraits.map(\.system)).count > 1 else { return [] }
        return [
            AdapterFinding(
                .fault, "the servers of \(settings.service.value) are not copies of one database",
                help: "Their system identifiers differ; name the servers of one replication.")
        ]
    }

    private func roles(_ cluster: ClusterSight) -> [AdapterFinding] {
        guard let service else { return [] }
        let name = topology.name(of: service)
        let writers = servers.indices.filter { cluster.servers[$0]?.isStandby == false }
        var findings: [AdapterFinding] = []
        switch writers.count {
        case 0: findings.append(AdapterFinding(.fault, "no server of \(name) is the writer", help: "Promote one."))
        case 1:
            findings.append(AdapterFinding(.sound, "the writer of \(name) is \(topology.regions[writers[0]].name)"))
        default:
            let list = writers.map { topology.regions[$0].name }.joined(separator: " and ")
            findings.append(
                AdapterFinding(
                    .fault, "\(list) are both no standby of \(name)",
                    help: "Rebuild the one that was left, with a runbook that has replicate: {from: WRITER, to: IT}."))
        }
        for index in servers.indices where cluster.servers[index]?.isStandby == true && !cluster.isStreaming(index) {
            findings.append(
                AdapterFinding(
                    .fault, "\(topology.regions[index].name) is a standby of \(name), and changes do not reach it",
                    help: "Look at its log and its primary_conninfo; it cannot be promoted as it is."))
        }
        return findings
    }

    private func program() async -> [AdapterFinding] {
        guard let control else {
            return [
                AdapterFinding(
                    settings.fence == .stop ? .fault : .caution,
                    "no control program is named: a writer that was left cannot be rebuilt",
                    help: "Name one under control; see docs/process-adapter.md.")
            ]
        }
        do throws(ControlProgram.Failure) {
            let answer = try await control.check(within: settings.timeout + .seconds(8))
            return [AdapterFinding(.sound, "\(control.place) answers")] + AdapterFinding.told(answer)
        } catch {
            return [AdapterFinding(.fault, error.sentence, help: "It has to be executable, and to answer check.")]
        }
    }
}
