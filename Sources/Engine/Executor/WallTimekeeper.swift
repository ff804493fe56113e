package import Runbook

/// The wall clock, optionally sped up from the moment it was made.
package struct WallTimekeeper: Timekeeper {
    private let speed: Double
    private let start: ContinuousClock.Instant
    private let origin: Milliseconds

    /// - Parameters:
    ///   - speed: how many seconds pass in each real one; above zero.
    ///   - earliest: a moment that has certainly passed, such as that of a run's last record.
    package init(speed: Double = 1, notBefore earliest: Milliseconds = .zero) {
        self.speed = speed
        start = ContinuousClock.now
        origin = max(WallTimekeeper.wallClock(), earliest)
    }

    package var now: Milliseconds {
        let elapsed = ContinuousClock.now - start
        return origin + Milliseconds(Int64(elapsed / .milliseconds(1) * speed))
    }

    package func sleep(until moment: Milliseconds) async {
        let wait = Double((moment - origin).rawValue) / speed
        try? await Task.sleep(until: start + .milliseconds(1) * wait, clock: .continuous)
    }

    private static func wallClock() -> Milliseconds {
        let time = TimeOfDay.timeSince1970()
        return Milliseconds(time.seconds * 1000 + time.nanoseconds / 1_000_000)
    }
}
