/// How a load balancer is reached, and which of its backends is which service.
package struct HAProxySettings: Hashable, Sendable {
    /// Its runtime API, with the level `admin`.
    package var runtime: Located<Endpoint>
    /// By service; each backend has one server a region.
    package var backends: [Backend]
    /// A region's server in every backend, where it is not named as the region is.
    package var servers: [Server]
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(2)

    package init(
        runtime: Located<Endpoint>, backends: [Backend], servers: [Server] = [],
        timeout: Milliseconds = HAProxySettings.standardTimeout
    ) {
        self.runtime = runtime
        self.backends = backends
        self.servers = servers
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
