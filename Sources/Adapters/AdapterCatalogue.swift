package import Engine
package import Runbook
package import RunbookCompiler

/// Every adapter to real regions.
package enum AdapterCatalogue {
    /// Nil for regions that are simulated.
    /// - Parameter parts: those that it is to play, all of one kind where they are not the same to it.
    package static func adapter(
        _ settings: AdapterSettings, playing parts: Set<Environment.Part>, topology: Topology,
        timekeeper: any Timekeeper
    ) -> (any RegionAdapter)? {
        switch settings {
        case .simulated: nil
        case .awsCapacity(let settings): AWSCapacityAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .cloudwatch(let settings): CloudWatchAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .haproxy(let settings) where parts.contains(.connections):
            HAProxyDirector(settings, topology: topology, timekeeper: timekeeper)
        case .haproxy(let settings): HAProxyAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .pgbouncer(let settings): PgBouncerAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .postgresql(let settings): PostgresAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .http(let settings): HTTPAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .httpAction(let settings): HTTPActionAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .powerdns(let settings): PowerDNSAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .process(let settings): ProcessAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .prometheus(let settings): PrometheusAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .redis(let settings): RedisAdapter(settings, topology: topology, timekeeper: timekeeper)
        case .route53(let settings): Route53Adapter(settings, topology: topology, timekeeper: timekeeper)
        }
    }

    /// What it will say of itself, found without reaching for anything; nil for regions that are simulated.
    package static func manifest(
        of settings: AdapterSettings, playing parts: Set<Environment.Part>
    ) -> AdapterManifest? {
        switch settings {
        case .simulated: nil
        case .awsCapacity: AWSCapacityAdapter.manifest
        case .cloudwatch: CloudWatchAdapter.manifest
        case .haproxy(let settings) where parts.contains(.connections): HAProxyDirector.manifest(settings)
        case .haproxy: HAProxyAdapter.manifest
        case .pgbouncer: PgBouncerAdapter.manifest
        case .postgresql: PostgresAdapter.manifest
        case .http: HTTPAdapter.manifest
        case .httpAction(let settings): HTTPActionAdapter.manifest(settings)
        case .powerdns(let settings): PowerDNSAdapter.manifest(settings)
        case .process(let settings): ProcessAdapter.manifest(settings)
        case .prometheus: PrometheusAdapter.manifest
        case .redis: RedisAdapter.manifest
        case .route53(let settings): Route53Adapter.manifest(settings)
        }
    }
}
