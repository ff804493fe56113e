package import Runbook

extension Milliseconds {
    /// Of an even number the mean of the two in the middle; nil of none.
    package static func median(of times: [Milliseconds]) -> Milliseconds? {
        guard !times.isEmpty else { return nil }
        let sorted = times.sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return Milliseconds(low.rawValue + (high.rawValue - low.rawValue) / 2)
    }
}
