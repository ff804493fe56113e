import Engine
import Monitoring
import Runbook
import RunbookCompiler
import World

/// What would make a failover shorter.
extension Adviser {
    func times(_ appraisal: Appraisal, _ region: RegionIndex) throws(OrchestratorError) -> [Advice] {
        guard let now = try appraisal.forecastTime(.emergency, book) else { return [] }
        var advice: [Advice] = []
        for (change, name, words, effort) in candidates(region, now) {
            let then: RecoveryTime?
            do throws(OrchestratorError) {
                then = try appraisal.forecastTime(.emergency, with: change, book)
            } catch {
                // The runbook has no such parameter.
                continue
            }
            guard let then else { continue }
            let found = Advice(
                name: name, aim: .rto, region: self.name(region), sentence: words, change: change,
                before: .time(now.total),
                after: .time(then.total), effort: effort,
                evidence:
                    "emergency by \(forecast.emergency.rawValue): \(Adviser.words(now)); forecast again with the change"
            )
            if found.relativeGain >= Adviser.leastGain { advice.append(found) }
        }
        if let soak = try soak(appraisal, region) { advice.append(soak) }
        if let cheaper = try cheaper(appraisal, region, now) { advice.append(cheaper) }
        return advice
    }

    private typealias Candidate = (change: Change, name: String, words: String, effort: Advice.Effort)

    private func candidates(_ region: RegionIndex, _ now: RecoveryTime) -> [Candidate] {
        var result: [Candidate] = []
        let ttl = lookout.regions.adapters.settleTime
        if ttl > Adviser.shortAnswer {
            result.append(
                (
                    .dnsTimeToLive(Adviser.shortAnswer), "dns_ttl",
                    "Let resolvers keep an answer for \(Adviser.shortAnswer) instead of \(ttl)", .low
                ))
        }
        let ready = environment.regions[region.index].ready
        if ready < .all {
            result.append(
                (
                    .ready(region: name(region), .all), "ready_capacity",
                    "Keep \(name(region)) ready for the whole peak instead of \(ready) of it", .medium
                ))
        }
        if now.terms.contains(where: { $0.basis == .fixed && $0.step != "resolvers follow" }) {
            result.append(
                (
                    .parameter(name: "every", value: "1s"), "gate_interval",
                    "Let the gates of \(forecast.emergency.rawValue) look every second: --set every=1s", .low
                ))
        }
        return result
    }

    private static let shortAnswer = Milliseconds.seconds(10)

    /// Of the planned runbook, which looks at each increment.
    private func soak(_ appraisal: Appraisal, _ region: RegionIndex) throws(OrchestratorError) -> Advice? {
        let change = Change.parameter(name: "soak", value: "30s")
        let (now, then): (Milliseconds?, Milliseconds?)
        do throws(OrchestratorError) {
            now = try appraisal.forecastDuration(.planned, book)
            then = try appraisal.forecastDuration(.planned, with: change, book)
        } catch {
            // The runbook has no such parameter.
            return nil
        }
        guard let now, let then else { return nil }
        let advice = Advice(
            name: "soak", aim: .duration, region: name(region),
            sentence: "Observe each increment of \(forecast.planned.rawValue) for 30s: --set soak=30s", change: change,
            before: .time(now), after: .time(then), effort: .low,
            evidence: "the whole run by the forecast, and again with the change",
            price: Advice.Price("what shows later than 30s after a hop is seen at the next one"))
        return advice.relativeGain >= Adviser.leastGain ? advice : nil
    }

    /// Less ready capacity, where the objective is kept with it.
    private func cheaper(
        _ appraisal: Appraisal, _ region: RegionIndex, _ now: RecoveryTime
    ) throws(OrchestratorError) -> Advice? {
        let ready = environment.regions[region.index].ready
        guard let most = environment.objectives(region: name(region)).rto, ready > Adviser.leastReady else {
            return nil
        }
        let change = Change.ready(region: name(region), Adviser.leastReady)
        guard let then = try appraisal.forecastTime(.emergency, with: change, book),
            then.total.rawValue * 2 <= most.rawValue
        else { return nil }
        return Advice(
            name: "cheaper_standby", aim: .cost, region: name(region),
            sentence: "Keep \(name(region)) ready for \(Adviser.leastReady) of the peak instead of \(ready)",
            change: change, before: .ratio(ready), after: .ratio(Adviser.leastReady), effort: .medium,
            evidence: "RTO \(now.total.brief) now, \(then.total.brief) then by the forecast, of \(most) that it may be",
            price: Advice.Price(
                "\((then.total - now.total).brief) more until it has taken over", time: then.total - now.total))
    }

    private static let leastReady = BasisPoints.percent(10)

    static func words(_ time: RecoveryTime) -> String {
        let terms = time.terms.sorted { $0.length > $1.length }.prefix(3)
        return terms.map { "\($0.step) \($0.length.brief)" }.joined(separator: ", ")
    }
}
