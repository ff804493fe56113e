/// A change that would make failovers better.
public struct Suggested: Sendable {
    /// What it takes: a value in a file; a setting or more of the same machines; another topology or link.
    public enum Effort: String, Sendable, CaseIterable {
        case low, medium, high
    }

    /// `dns_ttl`, `topology`, `ready_capacity` and the like.
    public var name: String
    /// What would be better: `rto`, `rpo`, `duration`, `readiness`, `availability` or `cost`.
    public var aim: String
    /// Of which region.
    public var region: String
    /// What to change, in one sentence.
    public var change: String
    /// What the aim is now and would be: seconds, shares from 0 to 1, or points.
    public var before: Double
    /// In the same unit, with the change.
    public var after: Double
    /// What it takes.
    public var effort: Effort
    /// How the gain was computed.
    public var evidence: String
}
