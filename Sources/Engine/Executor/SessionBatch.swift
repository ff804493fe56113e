/// What one turn of a session produced: first the records are made durable, then the work is done.
package struct SessionBatch: Sendable {
    package var records: [JournalRecord] = []
    /// Commands other than timers, which the session keeps itself.
    package var work: [Command] = []

    package init() {}

    package mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        work.removeAll(keepingCapacity: true)
    }
}
