package import Runbook

/// How far forecasts of recovery times were from what past runs really took, each told from the runs before it.
package struct ForecastAccuracy: Hashable, Sendable {
    package struct Pair: Hashable, Sendable {
        package var run: String
        package var mode: Mode
        /// Without what is written down and takes as long as it says.
        package var forecast: Milliseconds
        package var actual: Milliseconds

        package init(run: String, mode: Mode, forecast: Milliseconds, actual: Milliseconds) {
            self.run = run
            self.mode = mode
            self.forecast = forecast
            self.actual = actual
        }

        /// As a share of what it really took.
        package var error: Double {
            abs(Double((forecast - actual).rawValue)) / max(1, Double(actual.rawValue))
        }
    }

    /// The earliest first.
    package var pairs: [Pair]

    package init(_ pairs: [Pair]) { self.pairs = pairs }

    /// Nil when no past run could be told from those before it.
    package var median: Double? {
        guard !pairs.isEmpty else { return nil }
        var errors = pairs.map(\.error)
        return TrendLine.median(&errors)
    }
}
