/// When a search gives up.
package struct SearchLimits: Sendable {
    package var states: Int
    package var deadline: ContinuousClock.Instant?

    /// - Parameter states: the most; as many as fit into 600 MB when left out.
    package init(states: Int = 22_000_000, time: Duration? = nil) {
        self.states = states
        deadline = time.map { ContinuousClock.now + $0 }
    }

    func areReached(_ count: Int) -> Bool {
        count > states || (deadline.map { ContinuousClock.now > $0 } ?? false)
    }
}
