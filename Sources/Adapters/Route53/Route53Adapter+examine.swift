package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension Route53Adapter {
    package func examine() async -> [AdapterFinding] {
        guard let api else { return [AdapterFinding(.fault, "\(place): its URL is none", help: "Correct its url.")] }
        var findings: [AdapterFinding] = []
        do throws(AWSFailure) {
            let name = try await api.zoneName()
            findings.append(AdapterFinding(.sound, "the hosted zone \(settings.zone.value) is \(name.printable)"))
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(place): \(error.sentence)",
                    help: """
                        Correct zone and credentials; they need route53:GetHostedZone, ListResourceRecordSets, GetChange, \
                        GetHealthCheckStatus and ChangeResourceRecordSets.
                        """)
            ]
        }
        for index in topology.services.indices {
            let service = ServiceIndex(index)
            if let name = names[index] {
                findings += await examine(name, service, api)
            } else if topology.routed.contains(service) {
                findings.append(
                    AdapterFinding(
                        .caution, "nobody moves the traffic of \(topology.name(of: service)): no name is given for it",
                        help: "Name it under records, or take it out of the environment."))
            }
        }
        return findings
    }

    private func examine(_ name: String, _ service: ServiceIndex, _ api: Route53API) async -> [AdapterFinding] {
        let kinds: [[WeightedSet]]
        do throws(Trouble) {
            kinds = try await sets(of: name)
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(name): \(error.why)",
                    help:
                        "Give it one weighted record set a region, and no others; under identifiers is what they are called."
                )
            ]
        }
        var findings: [AdapterFinding] = []
        for sets in kinds {
            let shares = shares(of: sets)
            var words: [String] = []
            for region in topology.regionIndices where topology.regions[region.index].services.contains(service) {
                let region = region.index
                guard let share = shares.share(of: region) else {
                    findings.append(
                        AdapterFinding(
                            .fault, "\(name) has no \(sets[0].type) record set \(identifiers[region])",
                            help: "Add it with the weight 0, or write under identifiers what it is called."))
                    continue
                }
                words.append("\(topology.regions[region].name) \(share)")
            }
            findings.append(
                AdapterFinding(
                    .sound, "\(topology.name(of: service)) is \(name) \(sets[0].type): \(words.joined(separator: ", "))"
                ))
            if shares.strayWeight > 0 {
                findings.append(
                    AdapterFinding(
                        .caution, "\(name) has \(sets[0].type) record sets that are no region's, and they take traffic",
                        help: "Name them under identifiers, or delete them."))
            }
            if let longest = sets.compactMap(\.timeToLive).max(), longest > timeToLive {
                findings.append(
                    AdapterFinding(
                        .caution, "answers for \(name) live \(longest)s now, and \(timeToLive)s after the first shift",
                        help: "Until then clients follow later than a run expects: set it to \(timeToLive) before."))
            }
            for set in sets {
                guard let check = set.healthCheck else { continue }
                findings += await examine(check, of: set, api)
            }
        }
        return findings
    }

    private func examine(_ check: String, of set: WeightedSet, _ api: Route53API) async -> [AdapterFinding] {
        do throws(AWSFailure) {
            guard try await api.isHealthy(check) == false else { return [] }
            return [
                AdapterFinding(
                    .caution, "the health check \(check) finds \(set.name) \(set.identifier) down",
                    help: "No more traffic is moved there until it finds it up.")
            ]
        } catch {
            return [
                AdapterFinding(
                    .fault, "the health check \(check): \(error.sentence)",
                    help: "Correct the record set's health check, or the permission GetHealthCheckStatus.")
            ]
        }
    }
}
