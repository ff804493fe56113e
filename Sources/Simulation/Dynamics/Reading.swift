/// What one service in one region looked like in one second. A value that could not be measured is nil.
struct Reading: Hashable, Sendable {
    /// Requests a second that arrived, and the share of all traffic that this is.
    var arrivals: Float = 0
    var share: Float = 0
    /// The share of the arrivals that fails, whether or not anybody can measure it.
    var failing: Float = 1
    /// Of its ready capacity.
    var load: Float?
    var errorRate: Float?
    /// In milliseconds.
    var responseTime: Float?
    /// How far above the mean the slower requests are grows with this, from 0 to 1.
    var strain: Float = 0
    /// In milliseconds; an upper bound when the writer cannot be asked.
    var lag: Float?
    var lagBytes: Float?
    /// Bytes a second that replication into it, or out of a writer, could use.
    var bandwidth: Float?
    /// Bytes a second that a writer writes.
    var writeRate: Float?
    var packetLoss: Float?
    /// One way to the other regions, in milliseconds.
    var networkLatency: Float?

    /// Requests a second that were answered well.
    var throughput: Float? { errorRate.map { arrivals * (1 - $0) } }
}
