package import Runbook

extension Topology {
    /// The topology of a declared environment, whose names were found consistent when it was read.
    package init(_ environment: Environment) {
        let services = environment.services.map(\.name.value)
        func set(_ names: some Sequence<Located<String>>) -> ServiceSet {
            ServiceSet(names.compactMap { name in services.firstIndex(of: name.value).map(ServiceIndex.init) })
        }
        let everything = ServiceSet(services.indices.map(ServiceIndex.init))
        let names = environment.regions.map(\.name.value)
        self.init(
            regions: environment.regions.map { region in
                Region(
                    name: region.name.value, role: region.role.value,
                    services: region.services.map { set($0) } ?? everything)
            },
            services: environment.services.map {
                Service(name: $0.name.value, type: $0.type.value, dependsOn: set($0.dependsOn))
            },
            links: environment.replication.compactMap { link in
                guard let from = names.firstIndex(of: link.from.value), let to = names.firstIndex(of: link.to.value)
                else { return nil }
                return Link(from: RegionIndex(from), to: RegionIndex(to))
            },
            thresholds: environment.thresholds, scalable: environment.scaledServices.map(set))
    }
}

extension Environment {
    /// Where every adapter that plays capacity is named for services of its own: these.
    fileprivate var scaledServices: [Located<String>]? {
        let players = adapters.filter { $0.part.value == .capacity }.compactMap(\.settings)
        guard !players.isEmpty, players.allSatisfy({ !$0.services.isEmpty }) else { return nil }
        return players.flatMap(\.services)
    }
}
