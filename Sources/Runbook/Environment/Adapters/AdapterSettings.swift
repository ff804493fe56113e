/// Which adapter plays a part, with all that it has to know.
package enum AdapterSettings: Hashable, Sendable {
    case simulated
    case awsCapacity(AWSCapacitySettings)
    case cloudwatch(CloudWatchSettings)
    case haproxy(HAProxySettings)
    case pgbouncer(PgBouncerSettings)
    case postgresql(PostgresSettings)
    case http(HTTPSettings)
    case httpAction(HTTPActionSettings)
    case powerdns(PowerDNSSettings)
    case process(ProcessSettings)
    case prometheus(PrometheusSettings)
    case redis(RedisSettings)
    case route53(Route53Settings)

    package static let simulatedName = "simulated"

    package static let kinds: [any AdapterKind.Type] = [
        AWSCapacitySettings.self, CloudWatchSettings.self, HAProxySettings.self, HTTPActionSettings.self,
        HTTPSettings.self, PgBouncerSettings.self, PostgresSettings.self, PowerDNSSettings.self, ProcessSettings.self,
        PrometheusSettings.self, RedisSettings.self, Route53Settings.self,
    ]

    package static var names: [String] { [simulatedName] + kinds.map { $0.name } }

    /// Nil for regions that are simulated.
    package var kind: (any AdapterKind)? {
        switch self {
        case .simulated: nil
        case .awsCapacity(let settings): settings
        case .cloudwatch(let settings): settings
        case .haproxy(let settings): settings
        case .pgbouncer(let settings): settings
        case .postgresql(let settings): settings
        case .http(let settings): settings
        case .httpAction(let settings): settings
        case .powerdns(let settings): settings
        case .process(let settings): settings
        case .prometheus(let settings): settings
        case .redis(let settings): settings
        case .route53(let settings): settings
        }
    }

    /// The same, with answers of DNS that resolvers may keep for no longer than that.
    package func answering(for time: Milliseconds) -> AdapterSettings {
        switch self {
        case .powerdns(var settings):
            settings.timeToLive = min(settings.timeToLive, time)
            return .powerdns(settings)
        case .route53(var settings):
            settings.timeToLive = min(settings.timeToLive, time)
            return .route53(settings)
        default: return self
        }
    }

    /// The same, wherever they are written.
    package var placeless: AdapterSettings {
        switch self {
        case .simulated: self
        case .awsCapacity(let settings): .awsCapacity(settings.placeless)
        case .cloudwatch(let settings): .cloudwatch(settings.placeless)
        case .haproxy(let settings): .haproxy(settings.placeless)
        case .pgbouncer(let settings): .pgbouncer(settings.placeless)
        case .postgresql(let settings): .postgresql(settings.placeless)
        case .http(let settings): .http(settings.placeless)
        case .httpAction(let settings): .httpAction(settings.placeless)
        case .powerdns(let settings): .powerdns(settings.placeless)
        case .process(let settings): .process(settings.placeless)
        case .prometheus(let settings): .prometheus(settings.placeless)
        case .redis(let settings): .redis(settings.placeless)
        case .route53(let settings): .route53(settings.placeless)
        }
    }
}

extension AdapterSettings {
    /// As it is written in an environment.
    package var name: String { kind.map { type(of: $0).name } ?? AdapterSettings.simulatedName }

    /// What it can play.
    package var parts: [Environment.Part] { kind.map { type(of: $0).parts } ?? Environment.Part.ofRegions }

    /// The services that it is told about.
    package var services: [Located<String>] { kind?.services ?? [] }
}
