import Engine
package import Runbook
import RunbookCompiler

/// Examines whether an environment's adapters can do what they may be asked for, before anybody needs it.
package enum Doctor {
    /// Adapters are asked side by side. Nothing is changed anywhere.
    package static func examine(_ environment: Environment) async throws(OrchestratorError) -> [PartExamination] {
        let (roster, regions) = try Composition.examinedRegions(of: environment)
        let members = regions.adapters.members
        let findings = await withTaskGroup(of: (Int, [AdapterFinding]).self) { group in
            for (index, member) in members.enumerated() {
                group.addTask { (index, await member.adapter.examine()) }
            }
            var findings = [[AdapterFinding]](repeating: [], count: members.count)
            for await (index, found) in group { findings[index] = found }
            return findings
        }
        var examinations = zip(members, findings).map { member, found in
            PartExamination(
                parts: Environment.Part.allCases.filter(member.parts.contains), adapter: member.adapter.manifest.name,
                findings: found + pretence(member, roster))
        }
        if !roster.vacancies.isEmpty { examinations.append(vacancy(roster.vacancies)) }
        return examinations
    }

    /// Simulated health beside real traffic looks well whatever happens.
    private static func pretence(_ member: AdapterSet.Member, _ roster: AdapterRoster) -> [AdapterFinding] {
        let looks: [Environment.Part] = [.data, .capacity, .health].filter(member.parts.contains)
        guard roster.isReal, member.adapter.manifest.name == AdapterSettings.simulatedName, !looks.isEmpty else {
            return []
        }
        let list = looks.map(\.rawValue).joined(separator: ", ")
        return [
            AdapterFinding(
                .caution, "\(list): simulated beside real servers, of which gates and checks then say nothing",
                help: "Name an adapter that looks at the real ones, or leave the part out.")
        ]
    }

    private static func vacancy(_ parts: [Environment.Part]) -> PartExamination {
        let list = parts.map(\.rawValue).joined(separator: ", ")
        return PartExamination(
            parts: parts, adapter: nil,
            findings: [
                AdapterFinding(
                    .caution, "nobody plays \(list): what is known of it stays unknown, and no step may need it",
                    help: "Name an adapter for each under adapters; \"simulated\" is one.")
            ])
    }
}
