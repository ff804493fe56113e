package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Capacity by the sizes of Auto Scaling groups and ECS services: what is ready, not what was asked for.
///
/// AWS knows no epochs: the executor checks its own before each effect.
package struct AWSCapacityAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: AWSCapacitySettings
    let timekeeper: any Timekeeper
    let groups: [Place: ScalableGroup]

    struct Place: Hashable {
        var region: RegionIndex
        var service: ServiceIndex
    }

    package init(_ settings: AWSCapacitySettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = AWSCapacityAdapter.manifest
        var groups: [Place: ScalableGroup] = [:]
        for group in settings.groups {
            guard let region = topology.region(named: group.region.value),
                let service = topology.service(named: group.service.value), group.peak > 0,
                let aws = AWSCapacityAdapter.exchange(settings, group)
            else { continue }
            groups[Place(region: region, service: service)] = ScalableGroup(
                kind: group.kind, peak: Int(group.peak), aws: aws)
        }
        self.groups = groups
    }

    package static let manifest = AdapterManifest(
        name: AWSCapacitySettings.name, parts: [.capacity], enforcesEpoch: false)

    private static func exchange(_ settings: AWSCapacitySettings, _ group: AWSCapacitySettings.Group) -> AWSExchange? {
        let service =
            switch group.kind {
            case .autoScalingGroup: "autoscaling"
            case .ecsService: "ecs"
            }
        return AWSExchange(
            settings.access, service: service, region: settings.access.name(of: group.region.value))
    }

    package func observe() async -> WorldState {
        var world = WorldState(unknownIn: topology)
        for (place, sight) in await sights() {
            guard case .success(let share) = sight else { continue }
            world[place.region, place.service].capacity = share
        }
        return world
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        let sights = queries.contains { $0.metric == .capacity } ? await sights() : [:]
        return queries.map { query in
            let services = query.service.map { [$0] } ?? topology.regions[query.region.index].services.map { $0 }
            let told = services.compactMap { sights[Place(region: query.region, service: $0)] }
            let shares = told.compactMap { try? $0.get() }
            var why = ""
            for case .failure(let trouble) in told { why = ": \(trouble.why)" }
            // The least of a region, when none of it is unknown.
            let value = query.metric == .capacity && shares.count == told.count ? shares.min() : nil
            return Measurement(query, value.map { .ratio($0) }, at: now, from: AWSCapacitySettings.name + why)
        }
    }

    struct Trouble: Error, Hashable {
        var why: String
    }

    private func sights() async -> [Place: Result<BasisPoints, Trouble>] {
        await withTaskGroup(of: (Place, Result<BasisPoints, Trouble>).self) { tasks in
            for (place, group) in groups { tasks.addTask { (place, await AWSCapacityAdapter.sight(of: group)) } }
            var sights: [Place: Result<BasisPoints, Trouble>] = [:]
            for await (place, sight) in tasks { sights[place] = sight }
            return sights
        }
    }

    private static func sight(of group: ScalableGroup) async -> Result<BasisPoints, Trouble> {
        do throws(AWSFailure) {
            guard let size = try await group.size() else {
                return .failure(Trouble(why: "there is no \(group.name)"))
            }
            return .success(group.share(size.ready))
        } catch {
            return .failure(Trouble(why: "\(group.name): \(error.sentence)"))
        }
    }
}
