package import Engine
import Simulation

extension OrchestratorError {
    package init(_ error: StoreError) {
        switch error {
        case .claimed(let run, let claim):
            self.init(
                .busy, "the run \(run) has \(claim)",
                help: "Wait for it to end, or see what it does with \"switchyard show \(run)\"")
        case .attended(let run):
            self.init(.busy, "the run \(run) is being executed", help: "Follow it with \"switchyard show \(run)\"")
        case .noSuchRun(let run):
            self.init(.unusable, "there is no run \"\(run)\"", help: "List them with \"switchyard runs\"")
        case .alreadyEnded(let run):
            self.init(.refused, "the run \(run) has ended", help: "See how with \"switchyard show \(run)\"")
        case .superseded(let run):
            self.init(
                .interrupted, "another executor has taken over the run \(run)", help: "Nothing more is done from here")
        case .brokenChain(let run, let sequence):
            self.init(
                .store, "the journal of \(run) was changed: record \(sequence) does not follow from the one before it",
                help: "Do not resume it; find out what changed the store")
        case .recordsLost(let run, let left, let kept):
            self.init(
                .store, "the journal of \(run) ends after record \(left), and it had \(kept): the store was damaged",
                help: "Restore runs.db and runs.db-wal from a copy of the same moment. To go on without these records, "
                    + "compare the regions with \"switchyard show \(run)\" and delete leases/\(run).records in the store"
            )
        case .newerStore(let found, let known):
            self.init(
                .store, "the store was written by a newer version (format \(found), this one knows \(known))",
                help: "Use that version")
        case .unreadable(let run, let sequence, let why):
            self.init(
                .store, "\(sequence == 0 ? "the journal" : "record \(sequence)") of \(run) cannot be read: \(why)",
                help: "Use the version that wrote it")
        case .unavailable(let why):
            self.init(.store, "the store cannot be used: \(why)", help: "Check the disk, its permissions, and --store")
        }
    }

    init(_ error: WorldFileError) { self.init(.unusable, error.message, help: error.help) }

    package init(_ error: ExecutorError, run: String) {
        switch error {
        case .store(let error): self.init(error)
        case .superseded:
            self.init(
                .interrupted, "a region refused an effect because another executor has taken over the run \(run)",
                help: "Nothing more is done from here")
        case .doesNotReplay(let sequence, let refusal):
            self.init(
                .store, "record \(sequence) of \(run) does not fit its plan: \(refusal.sentence)",
                help: "Do not resume it; it was written by another version or changed")
        }
    }
}
