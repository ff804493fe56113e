/// Why the store could not do what it was asked.
package enum StoreError: Error, Hashable, Sendable {
    /// Another run has a region that this one needs.
    case claimed(by: String, claim: String)
    /// A living executor has the run.
    case attended(run: String)
    case noSuchRun(String)
    case alreadyEnded(String)
    /// Another executor has taken the run over.
    case superseded(run: String)
    /// The record of this sequence does not follow from the one before it.
    case brokenChain(run: String, sequence: Int64)
    /// The run had more records once: the store holds so many of so many that had been kept.
    case recordsLost(run: String, left: Int64, kept: Int64)
    case newerStore(found: Int, known: Int)
    /// A record that this version cannot read.
    case unreadable(run: String, sequence: Int64, why: String)
    /// Disk full, read-only, locked, corrupt: what the store itself said.
    case unavailable(String)
}
