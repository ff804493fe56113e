import Engine
import Monitoring
import Runbook
import RunbookCompiler
import World

/// What would bring a region's data nearer to the writer's.
extension Adviser {
    func data(_ appraisal: Appraisal, _ region: RegionIndex) throws(OrchestratorError) -> [Advice] {
        guard lookout.isSimulated else { return measured(region) }
        guard let now = try appraisal.lag(seed: Adviser.seed) else { return [] }
        var advice: [Advice] = []
        for (change, name, words, effort) in candidates(region) {
            guard let then = try appraisal.lag(with: change, seed: Adviser.seed) else { continue }
            let found = Advice(
                name: name, aim: .rpo, region: self.name(region), sentence: words, change: change,
                before: Quantity(now, .time),
                after: Quantity(then, .time), effort: effort,
                evidence: "mean lag of 5 simulated minutes, and of the same 5 with the change")
            if found.relativeGain >= Adviser.leastGain { advice.append(found) }
        }
        return advice
    }

    private static let seed: UInt64 = 11

    private typealias Candidate = (change: Change, name: String, words: String, effort: Advice.Effort)

    private func declaredSource(_ region: RegionIndex) -> RegionIndex? {
        topology.links.first { $0.to == region }?.from
    }

    private func candidates(_ region: RegionIndex) -> [Candidate] {
        guard let from = declaredSource(region) else { return [] }
        var result: [Candidate] = []
        // By the ways that are declared: the wire to another region is not that to the writer's.
        if from != source, let latency = LinkLatency(environment, topology).between(source, region) {
            result.append(
                (
                    .source(
                        region: name(region), from: name(source), latency: Milliseconds(clamping: latency.rounded(.up))),
                    "topology",
                    "Let \(name(region)) follow \(name(source)) directly instead of \(name(from))", .high
                ))
        }
        let link = environment.replication.first { $0.to.value == name(region) }
        if let link {
            let rate = Quantity(link.bandwidth * 2, .bandwidth)
            result.append(
                (
                    .bandwidth(from: link.from.value, to: link.to.value, link.bandwidth * 2), "bandwidth",
                    "Give the link from \(link.from.value) to \(link.to.value) \(rate)", .high
                ))
        }
        return result
    }

    /// Of real regions: whoever follows the writer directly shows how far behind that is.
    private func measured(_ region: RegionIndex) -> [Advice] {
        topology.stateful.compactMap { service -> Advice? in
            guard case .region(let from) = survey.world[region, service].source, from != source,
                let now = survey.value(.replicationLag, region, service)
            else { return nil }
            let direct = topology.regionIndices.filter { survey.world[$0, service].source == .region(source) }
            guard let then = direct.compactMap({ survey.value(.replicationLag, $0, service) }).max() else { return nil }
            let advice = Advice(
                name: "topology", aim: .rpo, region: name(region),
                sentence:
                    "Let \(topology.name(of: service)) of \(name(region)) follow \(name(source)) directly instead of \(name(from))",
                change: nil, before: Quantity(now, .time), after: Quantity(then, .time), effort: .high,
                evidence: "the lag measured there, and the largest of those that follow \(name(source)) directly")
            return advice.relativeGain >= Adviser.leastGain ? advice : nil
        }
    }
}
