import Runbook

/// Numbers that others tell us, which may be anything.
extension Milliseconds {
    /// Nil for what is no length of time, or longer than a century.
    init?(told value: Double) {
        guard value.isFinite, (0...3.2e12).contains(value) else { return nil }
        self.init(Int64(value.rounded()))
    }
}
