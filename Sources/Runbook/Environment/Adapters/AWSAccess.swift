/// Where AWS's regional services are asked, and who asks.
package struct AWSAccess: Hashable, Sendable {
    /// AWS's name of a region, where it is not the region's own.
    package var regions: [Region]
    package var credentials: AWSCredentialSource
    /// In place of AWS's own.
    package var url: Located<String>?
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(5)

    package init(
        regions: [Region] = [], credentials: AWSCredentialSource = .standard, url: Located<String>? = nil,
        timeout: Milliseconds = AWSAccess.standardTimeout
    ) {
        self.regions = regions
        self.credentials = credentials
        self.url = url
        self.timeout = timeout
    }

    package struct Region: Hashable, Sendable {
        package var region: Located<String>
        package var name: Located<String>

        package init(region: Located<String>, name: Located<String>) {
            self.region = region
            self.name = name
        }
    }

    package func name(of region: String) -> String {
        regions.first { $0.region.value == region }?.name.value ?? region
    }

    package var placeless: AWSAccess {
        AWSAccess(
            regions: regions.map { Region(region: $0.region.placeless, name: $0.name.placeless) },
            credentials: credentials, url: url?.placeless, timeout: timeout)
    }
}
