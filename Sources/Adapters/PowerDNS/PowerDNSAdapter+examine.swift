package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension PowerDNSAdapter {
    package func examine() async -> [AdapterFinding] {
        guard let api else { return [AdapterFinding(.fault, "\(place): its URL is none", help: "Correct its url.")] }
        var findings: [AdapterFinding] = []
        do throws(PowerDNSFailure) {
            let server = try await api.get(api.server)
            guard let version = server["version"]?.string, server["daemon_type"]?.string == "authoritative" else {
                throw .nonsense
            }
            findings.append(AdapterFinding(.sound, "PowerDNS \(String(version.prefix(40)).printable)"))
            let config = try await api.get(api.server + "/config").elements ?? []
            findings += lua(config.first { $0["name"]?.string == "enable-lua-records" }?["value"]?.string)
        } catch {
            return findings + [
                AdapterFinding(
                    .fault, "\(place): \(error.sentence)",
                    help:
                        "Its configuration has to have api=yes, api-key and webserver-allow-from, and url its address."
                )
            ]
        }
        for index in topology.services.indices {
            let service = ServiceIndex(index)
            if let record = records[index] {
                findings += await examine(record, service)
            } else if topology.routed.contains(service) {
                findings.append(
                    AdapterFinding(
                        .caution, "nobody moves the traffic of \(topology.name(of: service)): no name is given for it",
                        help: "Name it under records, or take it out of the environment."))
            }
        }
        return findings
    }

    private func lua(_ value: String?) -> [AdapterFinding] {
        guard let value, !["yes", "shared"].contains(value) else { return [] }
        return [
            AdapterFinding(
                .fault, "it does not answer by LUA records (enable-lua-records is \(value.printable))",
                help: "Write enable-lua-records=yes in its configuration.")
        ]
    }

    private func examine(_ record: RecordPlace, _ service: ServiceIndex) async -> [AdapterFinding] {
        let state: RecordState
        do throws(Trouble) {
            state = try await self.state(of: record)
        } catch {
            return [AdapterFinding(.fault, "\(record.name): \(error.why)", help: "Correct the zone, \(zone).")]
        }
        guard let answer = state.answer else {
            let example = WeightedAnswer(
                type: record.type,
                choices: record.addresses.compactMap(\.self).enumerated().map {
                    WeightedAnswer.Choice(address: $1, weight: $0 == 0 ? 1 : 0)
                })
            return [
                AdapterFinding(
                    .fault, state.trouble,
                    help: "Let it have one LUA record, such as \(example.content), and no other addresses.")
            ]
        }
        var findings: [AdapterFinding] = []
        let shares = shares(of: answer, record)
        var words: [String] = []
        for region in topology.regionIndices where topology.regions[region.index].services.contains(service) {
            let name = topology.name(of: region)
            if record.addresses[region.index] == nil {
                findings.append(
                    AdapterFinding(
                        .fault, "there is no address for \(record.name) in \(name)",
                        help: "Name it under addresses: no traffic can be moved there."))
            } else if let share = shares.share(of: region.index) {
                words.append("\(name) \(share)")
            }
        }
        findings.append(
            AdapterFinding(
                .sound, "\(topology.name(of: service)) is \(record.name): \(words.joined(separator: ", "))"))
        if shares.strayWeight > 0 {
            findings.append(
                AdapterFinding(
                    .caution, "\(record.name) has addresses that are no region's, and they take traffic",
                    help: "Name them under addresses, or take them out of its record."))
        }
        if state.timeToLive > timeToLive {
            findings.append(
                AdapterFinding(
                    .caution,
                    "answers for \(record.name) live \(state.timeToLive)s now, and \(timeToLive)s after the first shift",
                    help: "Until then clients follow later than a run expects: set it to \(timeToLive) before."))
        }
        do throws(Trouble) {
            try await ask(record, answer)
        } catch {
            findings.append(
                AdapterFinding(.fault, error.why, help: "Correct nameserver, or see why it does not answer so."))
        }
        return findings
    }
}
