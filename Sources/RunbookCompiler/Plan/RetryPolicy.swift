package import Runbook

/// How often an effect is attempted and how long to wait before each further attempt.
package struct RetryPolicy: Hashable, Sendable {
    /// From 1 to 100.
    package var attempts: UInt8
    package var delay: Milliseconds
    package var factor: Int64
    package var maximumDelay: Milliseconds

    package init(attempts: UInt8, delay: Milliseconds, factor: Int64, maximumDelay: Milliseconds) {
        self.attempts = attempts
        self.delay = delay
        self.factor = factor
        self.maximumDelay = maximumDelay
    }

    package static let once = RetryPolicy(attempts: 1, delay: .zero, factor: 1, maximumDelay: .zero)
    /// What a runbook gets that says nothing.
    package static let standard = RetryPolicy(
        attempts: 3, delay: .seconds(2), factor: 2, maximumDelay: .seconds(20))

    /// The wait before the attempt after `finished` ones.
    package func delay(after finished: UInt8) -> Milliseconds {
        var result = delay
        for _ in 1..<max(1, finished) {
            result = result * factor
            if result >= maximumDelay { return maximumDelay }
        }
        return min(result, maximumDelay)
    }
}
