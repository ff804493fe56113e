package import Runbook

/// The wall clock, optionally sped up from the moment it was made.
///
/// Between two looks it goes by the machine's monotonic clock, so that a clock that is set does not disturb a run.
package struct WallTimekeeper: Timekeeper {
    private let speed: Double
    /// Of the monotonic clock.
    private let start: Int64
    private let origin: Milliseconds

    /// - Parameters:
    ///   - speed: how many seconds pass in each real one; above zero.
    ///   - earliest: a moment that has certainly passed, such as that of a run's last record.
    package init(speed: Double = 1, notBefore earliest: Milliseconds = .zero) {
        self.speed = speed
        start = SystemClock.monotonicNanoseconds()
        origin = max(Milliseconds(SystemClock.nanosecondsSince1970() / 1_000_000), earliest)
    }

    package var now: Milliseconds {
        let elapsed = SystemClock.monotonicNanoseconds() - start
        return origin + Milliseconds(speed == 1 ? elapsed / 1_000_000 : Int64(Double(elapsed) / 1_000_000 * speed))
    }

    package func sleep(until moment: Milliseconds) async {
        let wait = max(0, Double((moment - now).rawValue) / speed)
        try? await Task.sleep(for: .milliseconds(1) * min(wait, 1e12))
    }
}
