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

    /// Services or regions that are one and the same to the server, so that what is done to one is done to the other.
    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        guard case .haproxy(let settings) = self else { return [] }
        var pairs: [(Located<String>, Located<String>)] = []
        for (index, backend) in settings.backends.enumerated() {
            if let other = settings.backends[..<index].first(where: { $0.name.value == backend.name.value }) {
                pairs.append((backend.service, other.service))
            }
        }
        for server in settings.servers {
            let namesakes = regions.filter {
                $0.value != server.region.value && settings.server(of: $0.value) == server.name.value
            }
            // A pair that is named twice is told of once.
            let other = namesakes.first { region in
                !settings.servers.contains {
                    $0.region.value == region.value && $0.region.span.start > server.region.span.start
                }
            }
            if let other { pairs.append((server.region, other)) }
        }
        return pairs
    }

    /// The same, wherever they are written.
    package var placeless: AdapterSettings {
        func bare<Value>(_ located: Located<Value>) -> Located<Value> { Located(located.value, at: .startOfFile) }
        switch self {
        case .simulated: return self
        case .haproxy(var settings):
            settings.runtime = bare(settings.runtime)
            settings.backends = settings.backends.map { .init(service: bare($0.service), name: bare($0.name)) }
            settings.servers = settings.servers.map { .init(region: bare($0.region), name: bare($0.name)) }
            return .haproxy(settings)
        case .process(var settings):
            settings.program = settings.program.map(bare)
            for index in settings.actions.indices {
                settings.actions[index].name = bare(settings.actions[index].name)
                settings.actions[index].arguments = settings.actions[index].arguments.map {
                    .init(name: bare($0.name), type: $0.type)
                }
            }
            return .process(settings)
        case .prometheus(var settings):
            (settings.url, settings.freshness) = (bare(settings.url), bare(settings.freshness))
            settings.queries = settings.queries.map {
                .init(metric: bare($0.metric), text: bare($0.text), dimension: $0.dimension)
            }
            return .prometheus(settings)
        }
    }
}
