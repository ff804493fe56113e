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
    let book: DurationBook

    package static func advise(
        _ lookout: Lookout, _ forecast: RunbookForecast
    ) async throws(OrchestratorError) -> [Advice] {
        let survey = await lookout.look()
        let topology = lookout.topology
        guard let source = survey.writer ?? topology.declaredPrimary else { return [] }
        let past = try await PastDurations.load(lookout.environment.name.value, in: lookout.request.store)
        var advice: [Advice] = []
        for region in topology.regionIndices where region != source {
            let appraisal = Appraisal(
                lookout, forecast, from: topology.name(of: source), to: topology.name(of: region))
            let book = lookout.isSimulated || past.book.isEmpty ? try appraisal.book() : past.book
            let adviser = Adviser(lookout: lookout, survey: survey, forecast: forecast, source: source, book: book)
            advice += try adviser.times(appraisal, region)
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
