package import Engine
import Runbook
import RunbookCompiler

extension Survey {
    /// What a history keeps of it, unanswered questions included; not what nobody could be asked.
    package var look: Look {
        let told = all
        return Look(
            told.map { measurement in
                let query = measurement.query
                return SeriesName(
                    region: topology.name(of: query.region), service: query.service.map(topology.name(of:)),
                    metric: query.metric.name)
            }, at: time, told.map { value($0.query.metric, $0.query.region, $0.query.service) })
    }
}
