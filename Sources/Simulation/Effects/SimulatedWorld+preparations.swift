import RunbookCompiler
import World

/// What regions are ready for, so that it takes less time when it comes.
extension SimulatedWorld {
    func isPrepared(_ region: RegionIndex, _ services: ServiceSet) -> Bool {
        services.subtracting(prepared[region.index]).isEmpty
    }

    mutating func prepare(_ effect: Effect) {
        guard case .promote(let region, let services, _) = effect else { return }
        for service in services { prepared[region.index].insert(service) }
    }

    mutating func release(_ effect: Effect) {
        guard case .promote(let region, let services, _) = effect else { return }
        prepared[region.index] = prepared[region.index].subtracting(services)
    }

    /// Once there is another writer, what was prepared for any region is used up or void.
    mutating func usePreparations(of services: ServiceSet) {
        for region in prepared.indices { prepared[region] = prepared[region].subtracting(services) }
    }
}
