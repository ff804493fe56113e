import Runbook

extension Decoder {
    func environment() -> Environment? {
        let root = tree.root
        guard let name = text(.environment, root), let regions = tree.value(.regions, in: root),
            let services = tree.value(.services, in: root)
        else { return nil }
        return Environment(
            file: file, name: name, summary: text(.summary, root)?.value,
            regions: tree.pairs(regions).compactMap { region(located($0.key), $0.value) },
            services: tree.pairs(services).compactMap { service(located($0.key), $0.value) },
            replication: tree.value(.replication, in: root).map { tree.children($0).compactMap { replication($0) } }
                ?? [],
            thresholds: Environment.Thresholds().applying(thresholds(root)),
            objectives: environmentObjectives(root), roles: roles(root),
            adapters: adapters(), metrics: metrics(root), quorum: quorum(root),
            simulation: simulation(tree.value(.simulation, in: root)))
    }

    /// Of a sound environment, or of one with errors.
    func outline() -> EnvironmentOutline {
        func pairs(_ key: Key) -> [(key: Tree.Index, value: Tree.Index)] {
            tree.value(key, in: tree.root).map { Array(tree.pairs($0)) } ?? []
        }
        func overrides(_ owner: Tree.Index) -> EnvironmentOutline.Thresholds? {
            tree.value(.thresholds, in: owner).map { Located(thresholds(owner), at: tree.span($0)) }
        }
        let links = tree.value(.replication, in: tree.root).map { Array(tree.children($0)) } ?? []
        return EnvironmentOutline(
            regions: pairs(.regions).map { key, value in
                .init(
                    name: located(key), role: choice(.role, value, Environment.RegionRole.self),
                    services: texts(.services, value) ?? [])
            },
            services: pairs(.services).map {
                (located($0.key), choice(.type, $0.value, ServiceType.self), texts(.dependsOn, $0.value) ?? [])
            },
            links: links.map { .init(from: text(.from, $0), to: text(.to, $0)) }, adapters: adapters(),
            quorum: quorum(tree.root), thresholds: overrides(tree.root),
            regionThresholds: pairs(.regions).compactMap { pair in
                let services = texts(.services, pair.value)?.map(\.value) ?? []
                return overrides(pair.value).map { (services, $0) }
            },
            serviceThresholds: pairs(.services).compactMap { pair in
                overrides(pair.value).map { (located(pair.key).value, $0) }
            },
            lacksRegions: notes?.lacksNames(.regions, tree) ?? false,
            lacksServices: notes?.lacksNames(.services, tree) ?? false)
    }

    private func region(_ name: Located<String>, _ mapping: Tree.Index) -> Environment.Region? {
        guard let role = choice(.role, mapping, Environment.RegionRole.self),
            let capacity = flatRate(.capacity, mapping), let peak = flatRate(.peakLoad, mapping)
        else { return nil }
        return Environment.Region(
            name: name, role: role, capacity: capacity, peakLoad: peak, ready: flatShare(.ready, mapping) ?? .all,
            services: texts(.services, mapping), thresholds: thresholds(mapping),
            objectives: environmentObjectives(mapping))
    }

    private func service(_ name: Located<String>, _ mapping: Tree.Index) -> Environment.Service? {
        choice(.type, mapping, ServiceType.self).map {
            Environment.Service(
                name: name, type: $0, dependsOn: texts(.dependsOn, mapping) ?? [], thresholds: thresholds(mapping),
                importance: flatInteger(.importance, mapping) ?? 1)
        }
    }

    private func replication(_ mapping: Tree.Index) -> Environment.ReplicationLink? {
        guard let from = text(.from, mapping), let to = text(.to, mapping),
            let bandwidth = flatBandwidth(.bandwidth, mapping), let latency = flatDuration(.latency, mapping)
        else { return nil }
        return Environment.ReplicationLink(
            from: from, to: to, span: tree.span(mapping), bandwidth: bandwidth, latency: latency)
    }

    /// Of an environment, a region or a service.
    private func thresholds(_ owner: Tree.Index) -> Environment.ThresholdOverrides {
        var thresholds = Environment.ThresholdOverrides()
        guard let mapping = tree.value(.thresholds, in: owner) else { return thresholds }
        thresholds.errorRate = flatShare(.errorRate, mapping)
        thresholds.responseTime = flatDuration(.responseTime, mapping)
        thresholds.availability = flatShare(.availability, mapping)
        thresholds.replicationLag = flatDuration(.replicationLag, mapping)
        thresholds.healthy = flatShare(.healthy, mapping)
        thresholds.degraded = flatShare(.degraded, mapping)
        thresholds.critical = flatShare(.critical, mapping)
        return thresholds
    }

    /// Of an environment or a region.
    private func environmentObjectives(_ owner: Tree.Index) -> Environment.Objectives {
        guard let mapping = tree.value(.objectives, in: owner) else { return Environment.Objectives() }
        return Environment.Objectives(rto: flatDuration(.rto, mapping), rpo: flatDuration(.rpo, mapping))
    }

    private func quorum(_ root: Tree.Index) -> Located<Int64>? {
        guard let value = tree.value(.quorum, in: root), let count = flatInteger(.quorum, root) else { return nil }
        return Located(count, at: tree.span(value))
    }

    private func roles(_ root: Tree.Index) -> [Environment.Role] {
        guard let mapping = tree.value(.approvers, in: root) else { return [] }
        return tree.pairs(mapping).map { key, value in
            Environment.Role(name: located(key), people: oneOrMany(value) { located($0) })
        }
    }

    func metrics(_ root: Tree.Index) -> [Environment.CustomMetric] {
        guard let mapping = tree.value(.metrics, in: root) else { return [] }
        return tree.pairs(mapping).compactMap { key, value in
            choice(value, Dimension.self).map { Environment.CustomMetric(name: located(key), dimension: $0) }
        }
    }

    private func simulation(_ mapping: Tree.Index?) -> Environment.Simulation {
        var simulation = Environment.Simulation()
        guard let mapping else { return simulation }
        if let seed = flatInteger(.seed, mapping) { simulation.seed = UInt64(clamping: seed) }
        simulation.dnsTimeToLive = flatDuration(.dnsTtl, mapping) ?? simulation.dnsTimeToLive
        simulation.load = flatShare(.load, mapping) ?? simulation.load
        simulation.writeRate = flatBandwidth(.writeRate, mapping) ?? simulation.writeRate
        return simulation
    }
}
