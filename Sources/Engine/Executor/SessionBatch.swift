/// What one turn of a session produced: first the records are made durable, then the work is done.
package struct SessionBatch: Sendable {
    package var records: [JournalRecord] = []
    /// What became of messages, to be made durable together with the records.
    package var replies: [MessageReply] = []
    /// Commands other than timers, which the session keeps itself.
    package var work: [Command] = []

    package init() {}

    package mutating func removeAll() {
        records.removeAll(keepingCapacity: true)
        replies.removeAll()
        work.removeAll(keepingCapacity: true)
    }
}
