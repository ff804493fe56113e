/// Which of AWS's groups is each service in each region, and how large it is at the peak.
package struct AWSCapacitySettings: AdapterKind {
    package static let name = "aws_capacity"
    package static let parts: [Environment.Part] = [.capacity]

    package var groups: [Group]
    /// AWS's name of a region, where it is not the region's own.
    package var awsRegions: [AWSRegion]
    package var credentials: AWSCredentialSource
    /// In place of AWS's own.
    package var url: Located<String>?
    /// Of one call.
    package var timeout: Milliseconds

    package static let standardTimeout = Milliseconds.seconds(5)

    package init(
        groups: [Group], awsRegions: [AWSRegion] = [], credentials: AWSCredentialSource = .standard,
        url: Located<String>? = nil, timeout: Milliseconds = AWSCapacitySettings.standardTimeout
    ) {
        self.groups = groups
        self.awsRegions = awsRegions
        self.credentials = credentials
        self.url = url
        self.timeout = timeout
    }

    package enum Kind: Hashable, Sendable {
        case autoScalingGroup(String)
        case ecsService(String, cluster: String)
    }

    package struct Group: Hashable, Sendable {
        package var service: Located<String>
        package var region: Located<String>
        package var kind: Kind
        /// So many instances or tasks carry the whole peak.
        package var peak: Int64

        package init(service: Located<String>, region: Located<String>, kind: Kind, peak: Int64) {
            self.service = service
            self.region = region
            self.kind = kind
            self.peak = peak
        }
    }

    package struct AWSRegion: Hashable, Sendable {
        package var region: Located<String>
        package var name: Located<String>

        package init(region: Located<String>, name: Located<String>) {
            self.region = region
            self.name = name
        }
    }

    package static let standardCluster = "default"
    package static let mostAtPeak: Int64 = 100_000

    package func awsRegion(of region: String) -> String {
        awsRegions.first { $0.region.value == region }?.name.value ?? region
    }
}

extension AWSCapacitySettings {
    package var services: [Located<String>] {
        var seen: Set<String> = []
        return groups.map(\.service).filter { seen.insert($0.value).inserted }
    }
    package var regions: [Located<String>] { groups.map(\.region) + awsRegions.map(\.region) }

    package var placeless: AWSCapacitySettings {
        AWSCapacitySettings(
            groups: groups.map {
                Group(service: $0.service.placeless, region: $0.region.placeless, kind: $0.kind, peak: $0.peak)
            },
            awsRegions: awsRegions.map { AWSRegion(region: $0.region.placeless, name: $0.name.placeless) },
            credentials: credentials, url: url?.placeless, timeout: timeout)
    }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        groups.enumerated().compactMap { index, group in
            let other = groups[..<index].first {
                $0.kind == group.kind && awsRegion(of: $0.region.value) == awsRegion(of: group.region.value)
            }
            return other.map { (group.region, $0.region) }
        }
    }
}
