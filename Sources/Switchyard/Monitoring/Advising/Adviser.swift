import Engine
package import Monitoring
import Runbook
import RunbookCompiler
import World

/// Suggests what would make failovers from the writer's region better, each with what the forecast or the simulation says when
/// it is run again with the change.
package struct Adviser: Sendable {
    let lookout: Lookout
    let survey: Survey
    let forecast: RunbookForecast
    let source: RegionIndex
    private(set) var book: DurationBook

    package static func advise(
        _ lookout: Lookout, _ forecast: RunbookForecast
    ) async throws(OrchestratorError) -> [Advice] {
        let survey = await lookout.look()
        let topology = lookout.topology
        guard !topology.regions.isEmpty else { return [] }
        let found = try await ObjectivesSurvey.make(lookout, survey, forecast)
        let source = found.source
        var advice: [Advice] = []
        for region in topology.regionIndices where region != source {
            let appraisal = Appraisal(
                lookout, forecast, from: topology.name(of: source), to: topology.name(of: region))
            var adviser = Adviser(
                lookout: lookout, survey: survey, forecast: forecast, source: source, book: found.book)
            // Where no run would get through, a shorter one helps nobody.
            if found.rows.contains(where: { $0.target == region && $0.emergency != nil }) {
                if lookout.isSimulated || found.book.isEmpty { adviser.book = try appraisal.book() }
                advice += try adviser.times(appraisal, region)
            }
            advice += try adviser.data(appraisal, region)
            advice += adviser.health(region)
            advice += adviser.capacity(region)
        }
        return Advice.ranked(advice)
    }

    var topology: Topology { lookout.topology }
    var environment: Environment { lookout.environment }
    func name(_ region: RegionIndex) -> String { topology.name(of: region) }

    /// Less than this is not worth a change.
    static let leastGain = 0.03
}
