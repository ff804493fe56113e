import Engine
import Monitoring
import Runbook
import RunbookCompiler
import World

/// What keeps a region from being fit to take over.
extension Adviser {
    /// A service that is worse than in the other regions makes its region worse, and what depends on it.
    func health(_ region: RegionIndex) -> [Advice] {
        let own = RegionHealth(region, in: survey, environment)
        guard let now = own.availability, own.status != .healthy else { return [] }
        return own.services.compactMap { service -> Advice? in
            guard let share = service.availability else { return nil }
            let others = topology.regionIndices.filter { $0 != region }
                .compactMap { survey.value(.availability, $0, service.service) }
            guard let usual = others.max(), usual - share > 0.01 else { return nil }
            let mended = survey.assuming(.availability, region, service.service, is: usual)
            guard let then = RegionHealth(region, in: mended, environment).availability else { return nil }
            let title = topology.name(of: service.service)
            return Advice(
                name: "service_health", aim: .availability, region: name(region),
                sentence: "Mend \(title) in \(name(region))", change: nil, before: Quantity(now, .ratio),
                after: Quantity(then, .ratio),
                effort: .medium,
                evidence:
                    "\(title) answers \(Figures.share(share)) there and \(Figures.share(usual)) elsewhere; the region's availability with it as elsewhere"
            )
        }
    }

    /// A region that cannot carry the peak alone earns nothing for capacity in a drill.
    func capacity(_ region: RegionIndex) -> [Advice] {
        let declared = environment.regions[region.index]
        guard declared.capacity < declared.peakLoad else { return [] }
        let change = Change.capacity(region: name(region), declared.peakLoad)
        func score(_ environment: Environment) -> Int {
            let findings = DrillFinding.found(in: survey, environment, from: source, to: region)
            return Readiness(findings, at: survey.time).score
        }
        return [
            Advice(
                name: "peak_capacity", aim: .readiness, region: name(region),
                sentence:
                    "Let \(name(region)) be scaled to \(Quantity(declared.peakLoad, .rate)), the peak of the whole system",
                change: change, before: Quantity(Double(score(environment)), .count),
                after: Quantity(Double(score(change.applied(to: environment))), .count), effort: .high,
                evidence:
                    "it stands \(Quantity(declared.capacity, .rate)) at most; what a look alone earns in a drill, and with the change"
            )
        ]
    }
}
