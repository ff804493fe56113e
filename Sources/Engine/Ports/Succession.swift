/// What becomes of a held run when a new one takes its place, in the commit that creates the new one.
package struct Succession: Hashable, Sendable {
    package var run: String
    /// Of whoever has taken the held run over to this end.
    package var epoch: Epoch
    /// Its last record.
    package var record: JournalRecord
    package var truth: String

    package init(run: String, epoch: Epoch, record: JournalRecord, truth: String) {
        self.run = run
        self.epoch = epoch
        self.record = record
        self.truth = truth
    }
}
