/// How a load balancer is reached, and which of its backends is which service.
package struct HAProxySettings: AdapterKind {
    package static let name = "haproxy"
    package static let parts: [Environment.Part] = [.traffic, .connections]

    /// Its runtime API, with the level `admin`.
    package var runtime: Located<Endpoint>
    /// By service; each backend has one server a region.
    package var backends: [Backend]
    /// A region's server in every backend, where it is not named as the region is.
    package var servers: [Server]
    /// Clients of its services have no other way to them.
    package var isExclusive: Bool
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(2)

    package init(
        runtime: Located<Endpoint>, backends: [Backend], servers: [Server] = [],
        isExclusive: Bool = false, timeout: Milliseconds = HAProxySettings.standardTimeout
    ) {
        self.runtime = runtime
        self.backends = backends
        self.servers = servers
        self.isExclusive = isExclusive
        self.timeout = timeout
    }

    package struct Backend: Hashable, Sendable {
        package var service: Located<String>
        package var name: Located<String>

        package init(service: Located<String>, name: Located<String>) {
            self.service = service
            self.name = name
        }
    }

    package struct Server: Hashable, Sendable {
        package var region: Located<String>
        package var name: Located<String>

        package init(region: Located<String>, name: Located<String>) {
            self.region = region
            self.name = name
        }
    }

    package func server(of region: String) -> String {
        servers.first { $0.region.value == region }?.name.value ?? region
    }
}

extension HAProxySettings {
    package var services: [Located<String>] { backends.map(\.service) }
    package var regions: [Located<String>] { servers.map(\.region) }

    package var placeless: HAProxySettings {
        HAProxySettings(
            runtime: runtime.placeless,
            backends: backends.map { Backend(service: $0.service.placeless, name: $0.name.placeless) },
            servers: servers.map { Server(region: $0.region.placeless, name: $0.name.placeless) },
            isExclusive: isExclusive, timeout: timeout)
    }

    package func fits(_ type: ServiceType, playing part: Environment.Part) -> Bool {
        part == .connections ? type.isStateful : type.isRouted
    }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        var pairs: [(Located<String>, Located<String>)] = []
        for (index, backend) in backends.enumerated() {
            if let other = backends[..<index].first(where: { $0.name.value == backend.name.value }) {
                pairs.append((backend.service, other.service))
            }
        }
        for server in servers {
            let namesakes = regions.filter {
                $0.value != server.region.value && self.server(of: $0.value) == server.name.value
            }
            // A pair that is named twice is told of once.
            let other = namesakes.first { region in
                !servers.contains {
                    $0.region.value == region.value && $0.region.span.start > server.region.span.start
                }
            }
            if let other { pairs.append((server.region, other)) }
        }
        return pairs
    }
}
