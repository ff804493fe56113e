import Runbook

/// Metrics of CloudWatch.
extension Decoder {
    func cloudwatch(_ mapping: Tree.Index) -> CloudWatchSettings? {
        guard let metrics = tree.value(.metrics, in: mapping), let access = awsAccess(mapping) else { return nil }
        return CloudWatchSettings(
            services: texts(.services, mapping) ?? [],
            measures: tree.pairs(metrics).compactMap { measure(located($0.key), $0.value) }, access: access)
    }

    private func measure(_ name: Located<String>, _ mapping: Tree.Index) -> CloudWatchMeasure? {
        guard let namespace = text(.namespace, mapping), let source = text(.name, mapping),
            let statistic = choice(.statistic, mapping, CloudWatchStatistic.self)
        else { return nil }
        let dividend = CloudWatchMetric(
            namespace: namespace.value, name: source.value, statistic: statistic.value,
            dimensions: dimensions(mapping) ?? [])
        return CloudWatchMeasure(
            metric: name, dimension: dimension(of: name.value), dividend: dividend,
            divisor: tree.value(.divideBy, in: mapping).flatMap { divisor($0, of: dividend) },
            missing: choice(.missing, mapping, CloudWatchMeasure.Missing.self)?.value ?? .unknown,
            isComplement: text(.complement, mapping)?.value == "true",
            unit: choice(.unit, mapping, CloudWatchUnit.self),
            period: choice(.period, mapping, CloudWatchMeasure.Period.self)?.value ?? .minute)
    }

    /// What is left out is as the dividend has it.
    private func divisor(_ mapping: Tree.Index, of dividend: CloudWatchMetric) -> CloudWatchMetric? {
        guard let name = text(.name, mapping) else { return nil }
        return CloudWatchMetric(
            namespace: text(.namespace, mapping)?.value ?? dividend.namespace, name: name.value,
            statistic: choice(.statistic, mapping, CloudWatchStatistic.self)?.value ?? dividend.statistic,
            dimensions: dimensions(mapping) ?? dividend.dimensions)
    }

    private func dimensions(_ mapping: Tree.Index) -> [CloudWatchDimension]? {
        tree.value(.dimensions, in: mapping).map { dimensions in
            tree.pairs(dimensions).map { key, value in
                CloudWatchDimension(name: tree.string(key), value: dimensionValue(value))
            }
        }
    }

    private func dimensionValue(_ value: Tree.Index) -> CloudWatchDimension.Value {
        if let text = scalar(value) { return .everywhere(text.value) }
        return .byRegion(names(value).map { CloudWatchDimension.Regional(region: $0, text: $1.value) })
    }
}
