import Engine
import Monitoring
import Runbook
import RunbookCompiler

/// How one region would take over from another one now: how long that would leave users without something, or why there is
/// no telling.
struct RegionWays {
    private let lookout: Lookout
    private let survey: Survey
    private let forecast: RunbookForecast
    private let source: RegionIndex
    private let target: RegionIndex
    private let book: DurationBook

    init(
        _ lookout: Lookout, _ survey: Survey, _ forecast: RunbookForecast, from source: RegionIndex,
        to target: RegionIndex, _ book: DurationBook
    ) {
        (self.lookout, self.survey, self.forecast, self.book) = (lookout, survey, forecast, book)
        (self.source, self.target) = (source, target)
    }

    func time(_ mode: Mode) -> (time: RecoveryTime?, obstacle: String?) {
        let topology = lookout.topology
        do throws(OrchestratorError) {
            let prepared = try forecast.prepared(
                mode, from: topology.name(of: source), to: topology.name(of: target), in: lookout, lookout.environment)
            guard let prepared else { return (nil, "there is no \(forecast.name(mode)) in \(forecast.directory)") }
            let obstacle = TakeoverObstacle(
                prepared.plan, mode: mode, from: source, to: target, in: survey, lookout.environment)
            if let sentence = obstacle.sentence { return (nil, sentence) }
            let time = RecoveryTime(
                prepared.plan, mode: mode, book, from: survey.world,
                settleTime: prepared.regions.adapters.settleTime)
            return (time, time == nil ? "\(prepared.runbook) brings neither a writer nor all traffic there" : nil)
        } catch {
            return (nil, "\(forecast.name(mode)): \(error.message)")
        }
    }
}
