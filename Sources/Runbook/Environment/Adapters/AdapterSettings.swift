/// Which adapter plays a part, with all that it has to know.
package enum AdapterSettings: Hashable, Sendable {
    case simulated
    case haproxy(HAProxySettings)
    case process(ProcessSettings)

    package static let names = ["simulated", "haproxy", "process"]

    /// As it is written in an environment.
    package var name: String {
        switch self {
        case .simulated: "simulated"
        case .haproxy: "haproxy"
        case .process: "process"
        }
    }

    /// What it can play.
    package var parts: [Environment.Part] {
        switch self {
        case .simulated: Environment.Part.allCases
        case .haproxy: [.traffic]
        case .process: [.capacity, .health, .actions, .notifications]
        }
    }

    /// The services that it is told about.
    package var services: [Located<String>] {
        switch self {
        case .simulated, .process: []
        case .haproxy(let settings): settings.backends.map(\.service)
        }
    }

    /// The regions that it is told about.
    package var regions: [Located<String>] {
        switch self {
        case .simulated, .process: []
        case .haproxy(let settings): settings.servers.map(\.region)
        }
    }

    /// Whether services of a type are such as it deals with.
    package func fits(_ type: ServiceType) -> Bool {
        switch self {
        case .simulated, .process: true
        case .haproxy: type.isRouted
        }
    }
}
