package import Engine
import Runbook
import RunbookCompiler

extension Survey {
    /// What a history keeps of it, unanswered questions included; not what nobody could be asked.
    package var samples: [Sample] {
        all.map { measurement in
            let query = measurement.query
            let name = SeriesName(
                region: topology.name(of: query.region), service: query.service.map(topology.name(of:)),
                metric: query.metric.name)
            return Sample(name, at: time, value(query.metric, query.region, query.service))
        }
    }
}
