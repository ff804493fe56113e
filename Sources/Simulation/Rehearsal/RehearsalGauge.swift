package import Runbook
import RunbookCompiler

/// What was worst in a rehearsal, seen at every second and after everything that happened.
package struct RehearsalGauge: Hashable, Sendable {
    /// The longest uninterrupted time in which a service had no region that acknowledged its writes.
    package private(set) var withoutWriter = Milliseconds.zero
    /// The longest uninterrupted time in which a service had more than one.
    package private(set) var withTwoWriters = Milliseconds.zero
    /// The largest share of all requests that failed in a second.
    package private(set) var errorRate = 0.0
    /// The furthest that a standby was behind.
    package private(set) var lag = Milliseconds.zero
    /// Whether a service had no such region when it was last looked at.
    package var isWithoutWriter: Bool { withoutWriterSince != nil }

    private var withoutWriterSince: Milliseconds?
    private var withTwoWritersSince: Milliseconds?

    package init() {}

    mutating func look(at world: SimulatedWorld) {
        errorRate = max(errorRate, world.failingShare)
        lag = max(lag, Milliseconds(world.worstStandbyLag))
        let counts = world.topology.stateful.map { world.writers(of: $0).count }
        RehearsalGauge.measure(counts.contains(0), at: world.clock, &withoutWriterSince, &withoutWriter)
        RehearsalGauge.measure(counts.contains { $0 > 1 }, at: world.clock, &withTwoWritersSince, &withTwoWriters)
    }

    private static func measure(
        _ isSo: Bool, at now: Milliseconds, _ since: inout Milliseconds?, _ longest: inout Milliseconds
    ) {
        if let start = since { longest = max(longest, now - start) }
        since = isSo ? since ?? now : nil
    }
}
