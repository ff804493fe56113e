package import RunbookCompiler

/// Watches a run; it decides nothing. Called on the executor's loop: return soon.
package protocol RunObserver: Sendable {
    /// Records that have just become durable, and the machine after them.
    func recorded(_ records: [JournalRecord], _ session: RunSession)

    /// The machine asks people; answer through the run's inbox.
    func asked(_ node: NodeID, _ session: RunSession)
}

/// For runs that nobody watches.
package struct NoObserver: RunObserver {
    package init() {}
    package func recorded(_ records: [JournalRecord], _ session: RunSession) {}
    package func asked(_ node: NodeID, _ session: RunSession) {}
}
