/// Where a simulated world is kept, and how it is changed: one transaction at a time.
package protocol WorldAccess: Sendable {
    /// What `change` has done is kept when this returns, all or nothing.
    func transact<Result>(_ durability: Durability, _ change: (inout SimulatedWorld) -> Result)
        throws(WorldFileError) -> Result
}

/// How much a transaction matters.
package enum Durability: Sendable {
    /// An effect: it must outlive a power cut.
    case effect
    /// Only time has passed: it must outlive a kill.
    case passage
}
