import Engine
package import Monitoring
package import Runbook
package import RunbookCompiler
import World

/// RTO and RPO of every region that could take over from the writer's now.
package struct ObjectivesSurvey: Sendable {
    package var environment: String
    package var topology: Topology
    /// The region to be left: the writer's, as observed; the declared primary where that is not known.
    package var source: RegionIndex
    package var isSourceObserved: Bool
    package var rows: [RegionObjectives]
    package var accuracy: ForecastAccuracy
    package var time: Milliseconds

    /// Every objective that somebody has set, in every region.
    package var isMet: Bool {
        !rows.isEmpty
            && rows.allSatisfy { row in
                [row.rtoCompliance, row.rpoCompliance].allSatisfy { $0 == .met || $0 == .noObjective }
            }
    }

    /// - Parameter target: that alone when given.
    package static func make(
        _ lookout: Lookout, _ survey: Survey, _ forecast: RunbookForecast, target: RegionIndex? = nil
    ) async throws(OrchestratorError) -> ObjectivesSurvey {
        let topology = lookout.topology
        let source = survey.writer ?? topology.declaredPrimary ?? RegionIndex(0)
        if target == source {
            let name = topology.name(of: source)
            throw OrchestratorError(
                .unusable,
                survey.writer == nil
                    ? "nobody sees a writer, and \(name) is declared to have it"
                    : "\(name) has the writer, and cannot take over from itself",
                help: "Name another region")
        }
        let past = try await PastDurations.load(lookout.environment.name.value, in: lookout.request.store)
        let points = RecoveryPoint.all(in: survey)
        var rows: [RegionObjectives] = []
        for region in topology.regionIndices where region != source && (target == nil || region == target) {
            let names = (topology.name(of: source), topology.name(of: region))
            // Nobody knows how long it takes to bring a region up that does not answer.
            let answers = survey.world.isReachable[region.index] == .yes
            func time(_ mode: Mode) throws(OrchestratorError) -> RecoveryTime? {
                guard answers else { return nil }
                return try forecast.recoveryTime(
                    mode, from: names.0, to: names.1, in: lookout, lookout.environment, past.book, from: survey.world)
            }
            rows.append(
                RegionObjectives(
                    target: region, objectives: lookout.environment.objectives(region: names.1),
                    emergency: try time(.emergency), planned: try time(.planned),
                    points: points.filter { $0.target == region },
                    trend: try await trend(of: region, lookout, at: survey.time)))
        }
        return ObjectivesSurvey(
            environment: lookout.environment.name.value, topology: topology, source: source,
            isSourceObserved: survey.writer != nil, rows: rows, accuracy: past.accuracy, time: survey.time)
    }

    /// Of the region's lag over the last hour, in milliseconds a second.
    private static func trend(
        of region: RegionIndex, _ lookout: Lookout, at now: Milliseconds
    ) async throws(OrchestratorError) -> Double? {
        guard let history = try Composition.existingHistory(in: lookout.request.store) else { return nil }
        let name = SeriesName(region: lookout.topology.name(of: region), metric: Metric.replicationLag.name)
        do throws(StoreError) {
            let points = try await history.points(
                name, of: lookout.environment.name.value, from: now - .hours(1), to: now, in: .minute)
            let known = points.compactMap { point in point.mean.map { (time: point.time, value: $0) } }
            guard let last = known.last, now - last.time <= TrendLine.staleness else { return nil }
            return TrendLine(known).map { $0.slope * 1000 }
        } catch {
            throw OrchestratorError(error)
        }
    }
}
