/// How a region is, at one look. What nobody could tell is nil, and the region is then `unknown`.
public struct RegionReport: Sendable {
    /// Unknown is the worst: nothing may rest on it.
    public enum Status: String, Sendable, CaseIterable {
        case healthy, degraded, critical, failed, unknown
    }

    /// One service in the region.
    public struct Service: Sendable {
        /// As the environment has it.
        public var name: String
        /// By its availability with what it depends on.
        public var status: Status
        /// With what it depends on, as a share from 0 to 1.
        public var availability: Double?
        /// As a share from 0 to 1.
        public var errorRate: Double?
        /// The 95th percentile.
        public var responseTime: Duration?
        /// Requests a second.
        public var throughput: Double?
    }

    /// As the environment has it.
    public var region: String
    /// By its availability.
    public var status: Status
    /// Of its services by their importance, as a share from 0 to 1.
    public var availability: Double?
    /// How far behind the writer its data is, at most.
    public var replicationLag: Duration?
    /// Those in the region.
    public var services: [Service]
}
