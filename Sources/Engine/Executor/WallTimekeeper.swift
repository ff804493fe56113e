package import Runbook

/// The wall clock, optionally sped up from the moment it was made.
///
/// From then on it goes by a clock that nobody sets and that goes on while the machine is suspended, so that a wall
/// clock that is set does not disturb a run.
package struct WallTimekeeper: Timekeeper {
    private let speed: Double
    /// Of the clock that nobody sets.
    private let start: Int64
    private let origin: Milliseconds

    /// - Parameters:
    ///   - speed: how many seconds pass in each real one; above zero.
    ///   - now: what time it is; the wall clock's when left out.
    package init(speed: Double = 1, startingAt now: Milliseconds? = nil) {
        self.speed = speed
        start = SystemClock.steadyNanoseconds()
        origin = now ?? Milliseconds(SystemClock.nanosecondsSince1970() / 1_000_000)
    }

    package var now: Milliseconds {
        let elapsed = SystemClock.steadyNanoseconds() - start
        return origin + Milliseconds(speed == 1 ? elapsed / 1_000_000 : Int64(Double(elapsed) / 1_000_000 * speed))
    }

    package func sleep(until moment: Milliseconds) async {
        let wait = max(0, Double((moment - now).rawValue) / speed)
        try? await Task.sleep(for: .milliseconds(1) * min(wait, 1e12))
    }
}
