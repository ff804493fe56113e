import Runbook

/// Adapters that talk HTTP to servers of one's own.
extension Decoder {
    func http(_ mapping: Tree.Index) -> HTTPSettings? {
        var probes: [HTTPSettings.Probe] = []
        func add(_ urls: Tree.Index, of service: Located<String>?) {
            probes += names(urls).map { HTTPSettings.Probe(service: service, region: $0, url: $1) }
        }
        if let regions = tree.value(.regions, in: mapping) { add(regions, of: nil) }
        if let services = tree.value(.services, in: mapping) {
            for (service, urls) in tree.pairs(services) { add(urls, of: located(service)) }
        }
        guard !probes.isEmpty else { return nil }
        return HTTPSettings(
            probes: probes, interval: flatDuration(.every, mapping) ?? HTTPSettings.standardInterval,
            timeout: flatDuration(.timeout, mapping) ?? HTTPSettings.standardTimeout)
    }

    func httpAction(_ mapping: Tree.Index) -> HTTPActionSettings? {
        guard let url = text(.url, mapping) else { return nil }
        return HTTPActionSettings(
            url: url, authorization: secret(.authorization, mapping), actions: offeredActions(mapping),
            timeout: flatDuration(.timeout, mapping) ?? HTTPActionSettings.standardTimeout)
    }
}
