import Engine
import Monitoring
import Runbook
import RunbookCompiler

/// What past runs in an environment teach: how long steps took, and how well that told what came next.
struct PastDurations {
    /// Of all runs that were looked at.
    private(set) var book = DurationBook()
    private(set) var accuracy = ForecastAccuracy([])

    /// The latest runs say most of how it is now.
    private static let mostRuns = 50

    static func load(_ environment: String, in directory: String) async throws(OrchestratorError) -> PastDurations {
        var past = PastDurations()
        guard let store = try Composition.existingStore(in: directory) else { return past }
        do throws(StoreError) {
            let summaries = try await store.runs().filter { $0.header.environment == environment }
            for summary in summaries.prefix(mostRuns).reversed() {
                guard let plan = try? PastRun.compile(summary.header) else { continue }
                past.learn(try await store.records(of: summary.header.run), of: plan, summary)
            }
        } catch {
            throw OrchestratorError(error)
        }
        return past
    }

    private mutating func learn(_ records: [JournalRecord], of plan: Plan, _ summary: RunSummary) {
        let (header, mode) = (summary.header, summary.header.mode)
        let spans = NodeSpans(records, of: plan, initiator: header.initiator)
        if !book.isEmpty, summary.status == .succeeded,
            let actual = RecoveryTime.actual(spans, of: plan, mode: mode, started: header.started),
            let forecast = RecoveryTime(plan, mode: mode, book, from: nil, settleTime: .zero)
        {
            let fixed = forecast.total - forecast.withoutFixed
            accuracy.pairs.append(
                ForecastAccuracy.Pair(
                    run: header.run, mode: mode, forecast: forecast.withoutFixed, actual: max(.zero, actual - fixed)))
        }
        book.learn(spans, of: plan)
    }
}
