/// What a failover to a region would come to now, against what it may.
public struct RecoveryObjectives: Sendable {
    /// What is not known does not meet an objective.
    public enum Compliance: String, Sendable, CaseIterable {
        case met, missed, unknown
        case noObjective = "no objective"
    }

    /// One of them.
    public struct Objective: Sendable {
        /// Nil when it cannot be told.
        public var value: Duration?
        /// Nil when nobody has set one.
        public var target: Duration?
        /// Whether the value is within the target.
        public var compliance: Compliance
        /// What makes it as large as it is: a step, or what of the data is late. Of an RTO that cannot be told, why.
        public var dominatedBy: String?
    }

    /// The region that would take over.
    public var region: String
    /// The time without a writer or without a service, from when the emergency runbook is started.
    public var rto: Objective
    /// The most acknowledged writes, as time, that would be lost.
    public var rpo: Objective
    /// The time without a writer in a planned switchover; nil when it cannot be told.
    public var planned: Duration?
}
