/// What came of a failover.
public struct FailoverResult: Sendable {
    /// Where the run came to rest.
    public enum Outcome: String, Sendable, CaseIterable {
        case succeeded
        /// Everything that was done has been taken back.
        case rolledBack = "rolled_back"
        /// The run waits for a person: `switchyard resume`.
        case held
        /// Ended where it was, by order.
        case stopped
        case paused
    }

    /// How much acknowledged data may be gone.
    public struct DataLoss: Sendable {
        /// The most writes, as time, that may be lost.
        public var upperBound: Duration
        /// Whether the bound rests on a measurement; when false, nothing could be measured.
        public var isKnown: Bool
    }

    /// The run's id in the store.
    public var run: String
    /// Where the run came to rest.
    public var outcome: Outcome
    /// The services whose traffic or writer is in the target region now and was not before.
    public var servicesMigrated: [String]
    /// From start to rest, on the regions' clock.
    public var duration: Duration
    /// How much acknowledged data may be gone.
    public var dataLoss: DataLoss
    /// One sentence: who carries what share of traffic, who is the writer, what is unprotected, what may be lost.
    public var truth: String

    /// Whether everything was done.
    public var success: Bool { outcome == .succeeded }
}
