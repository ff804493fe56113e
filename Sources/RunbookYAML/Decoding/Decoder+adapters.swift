import Runbook

/// Adapters and their settings.
extension Decoder {
    func adapters() -> [Environment.AdapterChoice] {
        guard let mapping = tree.value(.adapters, in: tree.root) else { return [] }
        return tree.pairs(mapping).compactMap { key, value in
            choice(key, Environment.Part.self).flatMap { adapter(playing: $0, value) }
        }
    }

    /// A name alone, or one with settings.
    private func adapter(playing part: Located<Environment.Part>, _ value: Tree.Index) -> Environment.AdapterChoice? {
        if let name = scalar(value) {
            return Environment.AdapterChoice(
                part: part, adapter: name, settings: name.value == AdapterSettings.simulated.name ? .simulated : nil)
        }
        guard let (key, mapping) = tree.pairs(value).first(where: { _ in true }) else { return nil }
        let settings: AdapterSettings? =
            switch tree.string(key) {
            case Key.haproxy.name: haproxy(mapping).map(AdapterSettings.haproxy)
            default: nil
            }
        return Environment.AdapterChoice(part: part, adapter: located(key), settings: settings)
    }

    private func haproxy(_ mapping: Tree.Index) -> HAProxySettings? {
        guard let runtime = endpoint(.runtime, mapping), let backends = tree.value(.backends, in: mapping) else {
            return nil
        }
        return HAProxySettings(
            runtime: runtime,
            backends: names(backends).map { HAProxySettings.Backend(service: $0, name: $1) },
            servers: tree.value(.servers, in: mapping).map(names)?
                .map { HAProxySettings.Server(region: $0, name: $1) } ?? [],
            timeout: flatDuration(.timeout, mapping) ?? HAProxySettings.standardTimeout)
    }

    private func names(_ mapping: Tree.Index) -> [(Located<String>, Located<String>)] {
        tree.pairs(mapping).compactMap { key, value in scalar(value).map { (located(key), $0) } }
    }

    private func endpoint(_ key: Key, _ mapping: Tree.Index) -> Located<Endpoint>? {
        guard let text = text(key, mapping), let endpoint = Endpoint(text.value) else { return nil }
        return Located(endpoint, at: text.span)
    }
}
