/// Which of AWS's groups is each service in each region, and how large it is at the peak.
package struct AWSCapacitySettings: AdapterKind {
    package static let name = "aws_capacity"
    package static let parts: [Environment.Part] = [.capacity]

    package var groups: [Group]
    package var access: AWSAccess

    package init(groups: [Group], access: AWSAccess = AWSAccess()) {
        self.groups = groups
        self.access = access
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

    package static let standardCluster = "default"
    package static let mostAtPeak: Int64 = 100_000
}

extension AWSCapacitySettings {
    package var services: [Located<String>] {
        var seen: Set<String> = []
        return groups.map(\.service).filter { seen.insert($0.value).inserted }
    }
    package var regions: [Located<String>] { groups.map(\.region) + access.regions.map(\.region) }

    package var placeless: AWSCapacitySettings {
        AWSCapacitySettings(
            groups: groups.map {
                Group(service: $0.service.placeless, region: $0.region.placeless, kind: $0.kind, peak: $0.peak)
            },
            access: access.placeless)
    }

    package func entangled(_ regions: [Located<String>]) -> [(Located<String>, Located<String>)] {
        groups.enumerated().compactMap { index, group in
            let other = groups[..<index].first {
                $0.kind == group.kind && access.name(of: $0.region.value) == access.name(of: group.region.value)
            }
            return other.map { (group.region, $0.region) }
        }
    }
}
