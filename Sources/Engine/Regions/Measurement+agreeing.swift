import Runbook
import RunbookCompiler

extension Measurement {
    /// What enough observers find at least: the best that so many of them agree to call no worse, so that one alone condemns
    /// nothing; and nothing when too few could tell. Says so where they disagree.
    init(_ query: MetricQuery, agreeing quorum: Int, of told: [Measurement]) {
        guard told.count > 1 else {
            self.init(query, worstOf: told)
            return
        }
        let known = told.filter { $0.value != nil }.sorted { one, other in
            guard let left = one.value, let right = other.value else { return false }
            return query.metric.isBetter(right, than: left)
        }
        guard known.count >= quorum, let counted = known.dropFirst(quorum - 1).first else {
            self.init(query, worstOf: told.filter { $0.value == nil })
            (value, samples) = (nil, 0)
            source = "\(known.count) of \(told.count) observers could tell, and \(quorum) have to: \(source)"
            return
        }
        self = counted
        for other in known.prefix(quorum) {
            sampledAt = min(sampledAt, other.sampledAt)
            coveredFrom = max(coveredFrom, other.coveredFrom)
            samples = min(samples, other.samples)
        }
        if Measurement.disagree(told) {
            let words = told.map { one in
                let name = one.source.split(separator: ": ", maxSplits: 1).first ?? ""
                return "\(name) \(one.value.map(String.init(describing:)) ?? "no data")"
            }
            source = "observers disagree: \(words.joined(separator: ", "))"
        }
    }

    private static func disagree(_ told: [Measurement]) -> Bool {
        let values = told.map(\.value?.value)
        guard !values.contains(nil), let least = values.compactMap(\.self).min(),
            let most = values.compactMap(\.self).max()
        else { return true }
        let isShare = told.first?.value?.dimension == .ratio
        return most - least > (isShare ? 0.05 : 0.5 * most)
    }
}
