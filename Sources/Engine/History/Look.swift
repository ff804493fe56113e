package import Runbook

/// What one look found: a value for each of some series.
package struct Look: Hashable, Sendable {
    /// Shared by looks that ask the same, of which there may be many at a time.
    package var series: [SeriesName]
    package var time: Milliseconds
    /// In the order of `series`; nil for what is unknown.
    package var values: [Double?]

    package init(_ series: [SeriesName], at time: Milliseconds, _ values: [Double?]) {
        self.series = series
        self.time = time
        self.values = values
    }

    /// Samples by the moment at which they were taken.
    package static func all(of samples: [Sample]) -> [Look] {
        Dictionary(grouping: samples, by: \.time).sorted { $0.key < $1.key }.map { time, samples in
            Look(samples.map(\.series), at: time, samples.map(\.value))
        }
    }
}
