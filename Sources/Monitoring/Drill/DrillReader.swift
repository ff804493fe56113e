import Runbook
import RunbookCompiler
import World

/// Reads a survey for a drill.
struct DrillReader {
    var survey: Survey
    var environment: Environment
    var source: RegionIndex
    var target: RegionIndex

    private var topology: Topology { survey.topology }
    /// What the source has data of, and the target has to have a copy of.
    private var stateful: ServiceSet {
        let (left, taken) = (topology.regions[source.index].services, topology.regions[target.index].services)
        return topology.stateful.intersection(left.union(taken))
    }

    private func hasCopy(_ service: ServiceIndex) -> Bool {
        topology.regions[target.index].services.contains(service)
    }

    private func finding(_ item: DrillItem, _ known: Knowledge, _ evidence: String) -> DrillFinding {
        let outcome: DrillFinding.Outcome =
            switch known {
            case .yes: .passed
            case .no: .failed
            case .unknown: .notMeasured
            }
        return DrillFinding(item, outcome, evidence, at: survey.time)
    }

    var reachable: DrillFinding {
        let seen = [source, target].map { ($0, survey.world.isReachable[$0.index]) }
        let words = seen.map { "\(topology.name(of: $0.0)) \(DrillReader.word($0.1, "answers", "does not answer"))" }
        return finding(.reachable, seen.reduce(.yes) { $0.and($1.1) }, words.joined(separator: ", "))
    }

    private static func word(_ known: Knowledge, _ yes: String, _ no: String) -> String {
        switch known {
        case .yes: yes
        case .no: no
        case .unknown: "could not be asked"
        }
    }

    var dependencies: DrillFinding {
        let health = RegionHealth(target, in: survey, environment)
        var (isFit, words): (Knowledge, [String]) = (.yes, [])
        for service in health.services {
            let name = topology.name(of: service.service)
            let limit = environment.thresholds(region: topology.name(of: target), service: name).availability.ratio
            let known = service.effective.map { Knowledge($0 >= limit) } ?? .unknown
            isFit = isFit.and(known)
            guard known != .yes else { continue }
            words.append(service.effective.map { "\(name) answers \(Quantity($0, .ratio))" } ?? "\(name) is unknown")
        }
        if health.services.isEmpty { isFit = .unknown }
        for service in lacking {
            isFit = .no
            words.append("\(topology.name(of: service)) is not in \(topology.name(of: target))")
        }
        return finding(
            .dependencies, isFit,
            words.isEmpty ? "\(health.services.count) services answer" : words.joined(separator: ", "))
    }

    /// What users, or services there, ask of the source and would not find in the target. Copies of data are told of apart.
    private var lacking: ServiceSet {
        let (left, taken) = (topology.regions[source.index].services, topology.regions[target.index].services)
        let asked = left.intersection(topology.routed)
        let needed = asked.union(ServiceSet(topology.dependencies(of: asked.union(taken), within: left)))
        return ServiceSet(needed.filter { !taken.contains($0) && !topology.stateful.contains($0) })
    }

    var replication: DrillFinding {
        guard !stateful.isEmpty else { return finding(.replication, .yes, "no service of it has data") }
        var (isFit, words): (Knowledge, [String]) = (.yes, [])
        for service in stateful {
            let state = survey.world[target, service]
            let name = topology.name(of: service)
            guard hasCopy(service) else {
                isFit = .no
                words.append("\(name) has no copy in \(topology.name(of: target))")
                continue
            }
            guard let writer = survey.world.writer(of: service) else {
                isFit = isFit.and(.unknown)
                words.append("the writer of \(name) is not known")
                continue
            }
            isFit = isFit.and(ReplicationWay(of: service, from: writer, to: target, in: survey).arrives)
            let from = if case .region(let region) = state.source { " from \(topology.name(of: region))" } else { "" }
            words.append(
                "\(name) \(DrillReader.word(state.isStreaming, "streams\(from)", "receives nothing")), written in \(topology.name(of: writer))"
            )
        }
        return finding(.replication, isFit, words.joined(separator: "; "))
    }

    var lag: DrillFinding {
        guard !stateful.isEmpty else { return finding(.lag, .yes, "no service of it has data") }
        let limit = environment.objectives(region: topology.name(of: target)).rpo
        var (isFit, words): (Knowledge, [String]) = (.yes, [])
        for service in stateful {
            let name = topology.name(of: service)
            let threshold = environment.thresholds(region: topology.name(of: target), service: name).replicationLag
            let most = min(limit ?? threshold, threshold)
            let bound = hasCopy(service) ? RecoveryPoint(service, to: target, in: survey).bound : nil
            isFit = isFit.and(bound.map { Knowledge($0 <= most) } ?? .unknown)
            words.append(bound.map { "\(name) is \($0) behind at most, \(most) may be" } ?? "\(name): not known")
        }
        return finding(.lag, isFit, words.joined(separator: "; "))
    }

    /// Of the peak of the whole system, on the target alone.
    var capacity: DrillFinding {
        let own = topology.scalable.intersection(topology.routed)
            .intersection(topology.regions[source.index].services.union(topology.regions[target.index].services))
        guard !own.isEmpty else { return finding(.capacity, .unknown, "no service has a capacity") }
        let most = environment.regions[target.index]
        let reach = most.peakLoad > 0 ? most.capacity / most.peakLoad : 1
        var (isFit, words): (Knowledge, [String]) = (.yes, [])
        for service in own {
            let ready =
                survey.world[target, service].capacity
                ?? survey.value(.capacity, target, service).map(BasisPoints.init(reaching:))
            let name = topology.name(of: service)
            guard topology.regions[target.index].services.contains(service) else {
                isFit = .no
                words.append("\(name) is not there")
                continue
            }
            isFit = isFit.and(ready.map { _ in Knowledge(reach >= 1) } ?? .unknown)
            words.append(ready.map { "\(name) is ready for \($0) of the peak" } ?? "\(name): not known")
        }
        words.append("the region stands \(Quantity((reach * 100).rounded(.down) / 100, .ratio)) of it at most")
        return finding(.capacity, isFit, words.joined(separator: ", "))
    }
}
