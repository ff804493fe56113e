import Engine
package import Runbook
package import RunbookCompiler

/// How long a whole run takes when nothing goes wrong.
package enum RunDuration {
    package static func forecast(
        _ plan: Plan, mode: Mode, _ book: DurationBook, settleTime: Milliseconds
    ) -> Milliseconds {
        let path = ForecastPath(plan, mode: mode, book, from: nil, settleTime: settleTime)
        let main = plan.sections.first?.nodes ?? 0..<plan.nodes.count
        return main.map { path.finish(of: NodeID($0)) }.max() ?? .zero
    }
}
