import Engine
package import Monitoring
package import Runbook
package import RunbookCompiler
import World

/// RTO and RPO of every region that could take over from the writer's now.
package struct ObjectivesSurvey: Sendable {
    package var environment: String
    package var topology: Topology
    /// The region to be left.
    package var source: RegionIndex
    package var basis: Basis
    package var rows: [RegionObjectives]
    package var accuracy: ForecastAccuracy
    /// How long steps took in past runs.
    package var book: DurationBook
    package var time: Milliseconds
    /// What could not be read, and is missing in what is told.
    package var gaps: [String]

    /// How it is known which region is to be left.
    package enum Basis: Hashable, Sendable {
        /// Somebody sees its writer.
        case observed
        /// It was the writer's when somebody saw it last.
        case remembered
        /// It is declared to be; nobody has ever seen a writer.
        case declared
    }

    package var isSourceObserved: Bool { basis == .observed }

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
        let (source, basis) = await source(lookout, survey)
        if target == source {
            let name = topology.name(of: source)
            let words =
                switch basis {
                case .observed: "\(name) has the writer, and cannot take over from itself"
                case .remembered: "nobody sees a writer, and \(name) had it last"
                case .declared: "nobody sees a writer, and \(name) is declared to have it"
                }
            throw OrchestratorError(.unusable, words, help: "Name another region")
        }
        var gaps: [String] = []
        var past = PastDurations()
        do throws(OrchestratorError) {
            past = try await PastDurations.load(lookout.environment.name.value, in: lookout.request.store)
        } catch {
            gaps.append("past runs cannot be read: \(error.message)")
        }
        var rows: [RegionObjectives] = []
        for region in topology.regionIndices where region != source && (target == nil || region == target) {
            let ways = RegionWays(lookout, survey, forecast, from: source, to: region, past.book)
            let (emergency, planned) = (ways.time(.emergency), ways.time(.planned))
            var trend: Double?
            do throws(OrchestratorError) {
                trend = try await self.trend(of: region, lookout, at: survey.time)
            } catch {
                gaps.append("the history cannot be read: \(error.message)")
            }
            rows.append(
                RegionObjectives(
                    target: region, objectives: lookout.environment.objectives(region: topology.name(of: region)),
                    emergency: emergency.time, planned: planned.time,
                    obstacles: [.emergency: emergency.obstacle, .planned: planned.obstacle].compactMapValues(\.self),
                    points: RecoveryPoint.all(from: source, to: region, in: survey), trend: trend))
        }
        return ObjectivesSurvey(
            environment: lookout.environment.name.value, topology: topology, source: source, basis: basis, rows: rows,
            accuracy: past.accuracy, book: past.book, time: survey.time, gaps: Array(Set(gaps)).sorted())
    }

    /// What is seen outranks what is remembered, and that what is declared. A region that is seen to follow another one has
    /// no writer.
    private static func source(_ lookout: Lookout, _ survey: Survey) async -> (RegionIndex, Basis) {
        if let writer = survey.writer { return (writer, .observed) }
        if let writer = survey.seeing(await lookout.remembering(survey.world)).writer { return (writer, .remembered) }
        let topology = lookout.topology
        func mayWrite(_ region: RegionIndex) -> Bool {
            topology.stateful.intersection(topology.regions[region.index].services)
                .allSatisfy { survey.world[region, $0].role == .unknown }
        }
        let candidates = [topology.declaredPrimary].compactMap(\.self) + Array(topology.regionIndices)
        return (candidates.first(where: mayWrite) ?? candidates.first ?? RegionIndex(0), .declared)
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
