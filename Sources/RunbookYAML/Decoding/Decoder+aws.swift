import Runbook

/// Adapters to AWS.
extension Decoder {
    func route53(_ mapping: Tree.Index) -> Route53Settings? {
        guard let zone = text(.zone, mapping), let records = tree.value(.records, in: mapping),
            let credentials = credentials(mapping)
        else { return nil }
        return Route53Settings(
            zone: zone, records: names(records).map { Route53Settings.Record(service: $0, name: $1) },
            identifiers: tree.value(.identifiers, in: mapping).map(names)?
                .map { Route53Settings.Identifier(region: $0, text: $1) } ?? [],
            timeToLive: flatDuration(.ttl, mapping) ?? Route53Settings.standardTimeToLive, credentials: credentials,
            url: text(.url, mapping), timeout: flatDuration(.timeout, mapping) ?? Route53Settings.standardTimeout)
    }

    func awsCapacity(_ mapping: Tree.Index) -> AWSCapacitySettings? {
        guard let services = tree.value(.services, in: mapping), let access = awsAccess(mapping) else { return nil }
        let groups = tree.pairs(services).flatMap { service, regions in
            tree.pairs(regions).compactMap { region, group in self.group(located(service), located(region), group) }
        }
        return AWSCapacitySettings(groups: groups, access: access)
    }

    private func group(
        _ service: Located<String>, _ region: Located<String>, _ mapping: Tree.Index
    ) -> AWSCapacitySettings.Group? {
        let kind: AWSCapacitySettings.Kind
        if let name = text(.autoScalingGroup, mapping) {
            kind = .autoScalingGroup(name.value)
        } else if let name = text(.ecsService, mapping) {
            kind = .ecsService(
                name.value, cluster: text(.cluster, mapping)?.value ?? AWSCapacitySettings.standardCluster)
        } else {
            return nil
        }
        guard let peak = flatInteger(.peak, mapping) else { return nil }
        return AWSCapacitySettings.Group(service: service, region: region, kind: kind, peak: peak)
    }

    /// Nil where its credentials are written and could not be read.
    func awsAccess(_ mapping: Tree.Index) -> AWSAccess? {
        guard let credentials = credentials(mapping) else { return nil }
        return AWSAccess(
            regions: tree.value(.regions, in: mapping).map(names)?.map { AWSAccess.Region(region: $0, name: $1) } ?? [],
            credentials: credentials, url: text(.url, mapping),
            timeout: flatDuration(.timeout, mapping) ?? AWSAccess.standardTimeout)
    }

    /// Nil where they are written and could not be read.
    private func credentials(_ mapping: Tree.Index) -> AWSCredentialSource? {
        guard let keys = tree.value(.credentials, in: mapping) else { return .standard }
        guard let access = secret(.accessKey, keys), let secret = secret(.secretKey, keys) else { return nil }
        return AWSCredentialSource(
            accessKey: access, secretKey: secret, sessionToken: self.secret(.sessionToken, keys))
    }
}
