import Runbook

/// Adapters that move traffic by what names mean.
extension Decoder {
    func powerdns(_ mapping: Tree.Index) -> PowerDNSSettings? {
        guard let url = text(.url, mapping), let key = secret(.key, mapping), let zone = text(.zone, mapping),
            let records = tree.value(.records, in: mapping)
        else { return nil }
        return PowerDNSSettings(
            url: url, key: key, server: text(.server, mapping), zone: zone,
            records: tree.pairs(records).compactMap { service, record in
                guard let name = text(.name, record), let addresses = tree.value(.addresses, in: record) else {
                    return nil
                }
                return PowerDNSSettings.Record(
                    service: located(service), name: name,
                    addresses: names(addresses).map { PowerDNSSettings.Address(region: $0, text: $1) })
            },
            timeToLive: flatDuration(.ttl, mapping) ?? PowerDNSSettings.standardTimeToLive,
            nameserver: endpoint(.nameserver, mapping),
            timeout: flatDuration(.timeout, mapping) ?? PowerDNSSettings.standardTimeout)
    }
}
