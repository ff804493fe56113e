package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// What was seen of all regions in one look. What nobody could tell is not in it.
package struct Survey: Sendable {
    package let topology: Topology
    /// When the look began.
    package let time: Milliseconds
    package let world: WorldState
    private var measurements: [MetricQuery: Measurement]

    package init(topology: Topology, time: Milliseconds, world: WorldState, measurements: [Measurement]) {
        self.topology = topology
        self.time = time
        self.world = world
        self.measurements = Dictionary(measurements.map { ($0.query, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A sample older than this says nothing of now.
    package static let freshness = Milliseconds.minutes(3)

    package subscript(query: MetricQuery) -> Measurement? { measurements[query] }

    /// A value that is possible and fresh; of a region as a whole when no service is named.
    package func value(_ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex? = nil) -> Double? {
        reading(metric, region, service)?.value
    }

    package func reading(_ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex? = nil) -> Reading? {
        let query = SurveyQuestions.query(metric, region, service)
        guard let measurement = measurements[query], let value = measurement.value?.value, metric.isPossible(value),
            time - measurement.sampledAt <= Survey.freshness
        else { return nil }
        return Reading(
            value: value, age: max(.zero, time - measurement.sampledAt), source: measurement.source.printable)
    }

    /// A value with how old it is and who told it.
    package struct Reading: Hashable, Sendable {
        package var value: Double
        package var age: Milliseconds
        package var source: String
    }

    /// The region that holds the writer of the first service with data, as far as somebody sees it.
    package var writer: RegionIndex? { topology.stateful.first { _ in true }.flatMap { world.writer(of: $0) } }

    /// Every answer, and every question that had none.
    package var all: [Measurement] { SurveyQuestions.all(of: topology).compactMap { measurements[$0] } }

    /// Without what one question was answered with, as if nobody could tell.
    package func forgetting(_ query: MetricQuery) -> Survey {
        var result = self
        result.measurements[query] = nil
        return result
    }

    /// With a value that somebody has measured elsewhere, or wishes for.
    package func assuming(_ metric: Metric, _ region: RegionIndex, _ service: ServiceIndex?, is value: Double) -> Survey
    {
        guard let dimension = metric.dimension else { return self }
        let query = SurveyQuestions.query(metric, region, service)
        var result = self
        result.measurements[query] = Measurement(
            query: query, value: Quantity(value, dimension), sampledAt: time, coveredFrom: time, samples: 1,
            source: "assumed")
        return result
    }

    package func seeing(_ world: WorldState) -> Survey {
        Survey(topology: topology, time: time, world: world, measurements: Array(measurements.values))
    }
}
