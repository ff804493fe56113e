import Engine
package import Runbook
package import RunbookCompiler

/// Whoever has just begun to look has seen less than a whole window.
extension Survey {
    /// How far back what was told of a question reaches; nil for what nobody could tell.
    package func coverage(of query: MetricQuery) -> Milliseconds? {
        guard let told = self[query], told.value != nil else { return nil }
        return max(.zero, time - told.coveredFrom)
    }

    /// Whether an answer is of less than its window. The first sample of a window is a little younger than the window.
    package func isShort(_ query: MetricQuery) -> Bool {
        guard let window = query.window, let covered = coverage(of: query) else { return false }
        return covered.rawValue < window.rawValue * 2 / 3
    }

    /// Whether every service's availability is of its whole window.
    package var coversWindows: Bool { !all.contains { $0.query.metric == .availability && isShort($0.query) } }
}
