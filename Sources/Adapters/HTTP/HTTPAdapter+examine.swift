package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension HTTPAdapter {
    package func examine() async -> [AdapterFinding] {
        let answers = await withTaskGroup(of: (Int, ProbeSample, String).self) { group in
            for index in prober.targets.indices {
                group.addTask {
                    let (sample, words) = await prober.ask(index)
                    return (index, sample, words)
                }
            }
            var answers: [Int: (ProbeSample, String)] = [:]
            for await (index, sample, words) in group { answers[index] = (sample, words) }
            return answers
        }
        let told = prober.targets.indices.compactMap { index in
            answers[index].map { finding(prober.targets[index], $0.0, $0.1) }
        }
        return told + unprobed
    }

    private func finding(_ target: ProbeTarget, _ sample: ProbeSample, _ words: String) -> AdapterFinding {
        let region = topology.name(of: target.region)
        let name = "\(target.service.map { topology.name(of: $0) + " in " } ?? "")\(region) (\(target.url))"
        switch sample.verdict {
        case .well: return AdapterFinding(.sound, "\(name) answers within \(Milliseconds(Int64(sample.length) + 1))")
        case .ill:
            return AdapterFinding(
                .caution, "\(name) answers with \(words)",
                help: "It counts as not available until its status is from 200 to 299; redirections are not followed.")
        case .overdue, .unreachable:
            return AdapterFinding(
                .fault, "\(name): \(words)",
                help: "Correct its URL, or see what is wrong there: it has \(settings.timeout) to answer.")
        }
    }

    private var unprobed: [AdapterFinding] {
        let own = settings.services.map(\.value)
        return topology.regionIndices.flatMap { region -> [AdapterFinding] in
            topology.regions[region.index].services
                .filter { own.isEmpty || own.contains(topology.name(of: $0)) }
                .filter { targets(region, $0).isEmpty }
                .map {
                    AdapterFinding(
                        .caution, "there is no URL for \(topology.name(of: $0)) in \(topology.name(of: region))",
                        help: "Whether it serves stays unknown, and no traffic is moved to what is unknown.")
                }
        }
    }
}
