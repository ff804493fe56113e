/// Which adapter plays a part, with all that it has to know.
package enum AdapterSettings: Hashable, Sendable {
    case simulated
    case haproxy(HAProxySettings)
    case process(ProcessSettings)
    case prometheus(PrometheusSettings)

    package static let names = ["simulated", "haproxy", "process", "prometheus"]

    /// As it is written in an environment.
    package var name: String {
        switch self {
        case .simulated: "simulated"
        case .haproxy: "haproxy"
        case .process: "process"
        case .prometheus: "prometheus"
        }
    }

    /// What it can play.
    package var parts: [Environment.Part] {
        switch self {
        case .simulated: Environment.Part.allCases
        case .haproxy: [.traffic]
        case .process: [.capacity, .health, .actions, .notifications]
        case .prometheus: [.health]
        }
    }

    /// The services that it is told about.
    package var services: [Located<String>] {
        switch self {
        case .simulated, .process, .prometheus: []
        case .haproxy(let settings): settings.backends.map(\.service)
        }
    }

    /// The regions that it is told about.
    package var regions: [Located<String>] {
        switch self {
        case .simulated, .process, .prometheus: []
        case .haproxy(let settings): settings.servers.map(\.region)
        }
    }

    /// Whether services of a type are such as it deals with.
    package func fits(_ type: ServiceType) -> Bool {
        switch self {
        case .simulated, .process, .prometheus: true
        case .haproxy: type.isRouted
        }
    }

    /// Metrics that it is told about and that are neither the language's nor the environment's.
    package var unknownMetrics: [Located<String>] {
        guard case .prometheus(let settings) = self else { return [] }
        return settings.queries.filter { $0.dimension == nil }.map(\.metric)
    }
}
