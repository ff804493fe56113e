/// The server of one region.
package struct DatabaseServer: Hashable, Sendable {
    package var region: Located<String>
    package var endpoint: Located<Endpoint>

    package init(region: Located<String>, endpoint: Located<Endpoint>) {
        self.region = region
        self.endpoint = endpoint
    }

    package var placeless: DatabaseServer {
        DatabaseServer(region: region.placeless, endpoint: endpoint.placeless)
    }
}

extension [DatabaseServer] {
    /// Regions whose servers are one and the same.
    package var entangled: [(Located<String>, Located<String>)] {
        indices.compactMap { index in
            self[..<index].first { $0.endpoint.value == self[index].endpoint.value }
                .map { (self[index].region, $0.region) }
        }
    }
}
