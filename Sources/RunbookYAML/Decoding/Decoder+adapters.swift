import Runbook

/// Adapters and their settings.
extension Decoder {
    func adapters() -> [Environment.AdapterChoice] {
        guard let mapping = tree.value(.adapters, in: tree.root) else { return [] }
        return tree.pairs(mapping).flatMap { key, value -> [Environment.AdapterChoice] in
            guard let part = choice(key, Environment.Part.self) else { return [] }
            return oneOrMany(value) { adapter(playing: part, $0) }
        }
    }

    /// A name alone, or one with settings.
    private func adapter(playing part: Located<Environment.Part>, _ value: Tree.Index) -> Environment.AdapterChoice? {
        if let name = scalar(value) {
            return Environment.AdapterChoice(
                part: part, adapter: name, settings: name.value == AdapterSettings.simulatedName ? .simulated : nil)
        }
        guard let (key, mapping) = tree.pairs(value).first(where: { _ in true }) else { return nil }
        let settings: AdapterSettings? =
            switch tree.string(key) {
            case Key.awsCapacity.name: awsCapacity(mapping).map(AdapterSettings.awsCapacity)
            case Key.cloudwatch.name: cloudwatch(mapping).map(AdapterSettings.cloudwatch)
            case Key.haproxy.name: haproxy(mapping).map(AdapterSettings.haproxy)
            case Key.pgbouncer.name: pgbouncer(mapping).map(AdapterSettings.pgbouncer)
            case Key.postgresql.name: postgresql(mapping).map(AdapterSettings.postgresql)
            case Key.http.name: http(mapping).map(AdapterSettings.http)
            case Key.httpAction.name: httpAction(mapping).map(AdapterSettings.httpAction)
            case Key.powerdns.name: powerdns(mapping).map(AdapterSettings.powerdns)
            case Key.process.name: process(mapping).map(AdapterSettings.process)
            case Key.prometheus.name: prometheus(mapping).map(AdapterSettings.prometheus)
            case Key.redis.name: redis(mapping).map(AdapterSettings.redis)
            case Key.route53.name: route53(mapping).map(AdapterSettings.route53)
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
            isExclusive: text(.exclusive, mapping)?.value == "true",
            timeout: flatDuration(.timeout, mapping) ?? HAProxySettings.standardTimeout)
    }

    private func process(_ mapping: Tree.Index) -> ProcessSettings? {
        guard let program = texts(.program, mapping), !program.isEmpty else { return nil }
        return ProcessSettings(
            program: program, services: texts(.services, mapping) ?? [], actions: offeredActions(mapping),
            timeout: flatDuration(.timeout, mapping) ?? ProcessSettings.standardTimeout)
    }

    func offeredActions(_ mapping: Tree.Index) -> [OfferedAction] {
        let actions = tree.value(.actions, in: mapping).map { Array(tree.pairs($0)) } ?? []
        return actions.map { action(located($0.key), $0.value) }
    }

    private func action(_ name: Located<String>, _ mapping: Tree.Index) -> OfferedAction {
        let arguments = tree.value(.arguments, in: mapping).map(names) ?? []
        return OfferedAction(
            name: name, summary: text(.summary, mapping)?.value ?? name.value,
            arguments: arguments.compactMap { name, type in
                ParameterType(plain: type.value).map { OfferedAction.Argument(name: name, type: $0) }
            },
            touches: texts(.touches, mapping)?.compactMap { OfferedAction.Touch(rawValue: $0.value) } ?? [],
            isReadOnly: text(.readOnly, mapping)?.value == "true",
            isRepeatable: text(.repeatable, mapping)?.value == "true",
            expectedDuration: flatDuration(.expectedDuration, mapping) ?? OfferedAction.standardDuration)
    }

    private func prometheus(_ mapping: Tree.Index) -> PrometheusSettings? {
        guard let url = text(.url, mapping), let freshness = text(.freshness, mapping),
            let queries = tree.value(.queries, in: mapping)
        else { return nil }
        return PrometheusSettings(
            url: url,
            queries: names(queries).map { metric, text in
                PrometheusSettings.Query(metric: metric, text: text, dimension: dimension(of: metric.value))
            },
            freshness: freshness, timeout: flatDuration(.timeout, mapping) ?? PrometheusSettings.standardTimeout)
    }

    /// Of a metric of the language, or of the environment's own; nil for any other.
    func dimension(of metric: String) -> Dimension? {
        Metric(name: metric)?.dimension
            ?? metrics(tree.root).first { "custom.\($0.name.value)" == metric }?.dimension.value
    }

    func secret(_ key: Key, _ mapping: Tree.Index) -> SecretSource? {
        guard let mapping = tree.value(key, in: mapping) else { return nil }
        return text(.variable, mapping).map { .variable($0.value) } ?? text(.file, mapping).map { .file($0.value) }
    }

    func names(_ mapping: Tree.Index) -> [(Located<String>, Located<String>)] {
        tree.pairs(mapping).compactMap { key, value in scalar(value).map { (located(key), $0) } }
    }

    func endpoints(_ mapping: Tree.Index) -> [(Located<String>, Located<Endpoint>)] {
        names(mapping).compactMap { name, text in
            Endpoint(text.value).map { (name, Located($0, at: text.span)) }
        }
    }

    func endpoint(_ key: Key, _ mapping: Tree.Index) -> Located<Endpoint>? {
        guard let text = text(key, mapping), let endpoint = Endpoint(text.value) else { return nil }
        return Located(endpoint, at: text.span)
    }
}
