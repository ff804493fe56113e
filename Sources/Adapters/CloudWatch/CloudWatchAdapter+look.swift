import Engine
import Runbook
import RunbookCompiler

/// Asking CloudWatch.
extension CloudWatchAdapter {
    /// Why nothing can be asked for, in words.
    struct Unasked: Error, Hashable {
        var why: String
    }

    /// What is to be looked at: one place, or each service of a region where each has metrics of its own.
    func formulas(
        _ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex?
    ) throws(Unasked) -> [MetricFormula] {
        guard let measure = settings.measure(of: metric), let dimension = measure.dimension else {
            throw Unasked(why: "no metric of CloudWatch is written for \(metric.name)")
        }
        let name = topology.name(of: region)
        let own = services(in: region)
        if let service, !own.contains(service) {
            throw Unasked(why: "it does not look after \(topology.name(of: service)) in \(name)")
        }
        guard !own.isEmpty else { throw Unasked(why: "it looks after no service in \(name)") }
        var formulas: [MetricFormula] = []
        for service in measure.isByService ? service.map({ [$0] }) ?? own : [nil] {
            guard
                let formula = MetricFormula(
                    metric, measure, dimension, region: name, service: service.map(topology.name),
                    access: settings.access)
            else { throw Unasked(why: "a dimension of \(metric.name) has no value for \(name)") }
            formulas.append(formula)
        }
        return formulas
    }

    /// What one of AWS's regions tells, or why it tells nothing.
    typealias Sight = Result<[MetricSeries: SeriesSight], AWSFailure>

    /// One call for each of AWS's regions, side by side.
    /// - Parameter start: in seconds since 1970.
    func look(_ formulas: [MetricFormula], from start: Int64, at now: Milliseconds) async -> [String: Sight] {
        let longest = formulas.map(\.period).max() ?? 60
        // Periods are counted from where they begin for the longest as well.
        let from = DatapointSpan.floor(start, to: longest)
        let until = DatapointSpan.floor(now.rawValue / 1000, to: 60)
        return await withTaskGroup(of: (String, Sight).self) { group in
            for (region, own) in Dictionary(grouping: formulas, by: \.region) {
                guard let api = apis[region] else { continue }
                var seen: Set<MetricSeries> = []
                let series = own.flatMap(\.series).filter { seen.insert($0).inserted }
                group.addTask { (region, await CloudWatchAdapter.sight(api, series, from..<until)) }
            }
            var sights: [String: Sight] = [:]
            for await (region, sight) in group { sights[region] = sight }
            return sights
        }
    }

    private static func sight(_ api: CloudWatchAPI, _ series: [MetricSeries], _ seconds: Range<Int64>) async -> Sight {
        do throws(AWSFailure) {
            return .success(try await api.data(series, seconds))
        } catch {
            return .failure(error)
        }
    }

    func reading(_ formula: MetricFormula, _ sights: [String: Sight], _ span: DatapointSpan) -> MetricReading {
        switch sights[formula.region] {
        case .success(let told): formula.reading(told, span)
        case .failure(let failure): .trouble(failure.sentence)
        case nil: .trouble("its URL is none")
        }
    }
}
