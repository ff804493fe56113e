/// What became of something that a person told a run.
package enum Receipt: Hashable, Sendable {
    /// It is this record of the journal.
    case accepted(message: Int64, record: Int64)
    case refused(why: String)
    /// Nobody executes the run; it is heard when somebody does.
    case waiting(message: Int64)
    /// Somebody executes the run, and has not answered in time.
    case unanswered(message: Int64)
}
