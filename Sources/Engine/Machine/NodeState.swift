package import World

/// Where a node is. Eight bytes, so that a state of the machine is small.
@usableFromInline package struct NodeState: Hashable, Sendable {
    /// Valid transitions, effects: pending -> observing -> (awaiting -> observing)* -> performing -> done,
    /// performing -> doubting -> done | backingOff | failed | doubtful, backingOff -> observing;
    /// and done | partly done -> undoObserving -> (undoAwaiting) -> undoPerforming -> (undoDoubting) -> undone | undoFailed.
    /// Gates: pending -> sampling -> done | failed. Waits: pending -> waiting -> done. Approvals: pending -> asking -> done | failed.
    @usableFromInline package enum Status: UInt8, Hashable, Sendable, CaseIterable {
        /// Not begun; ready when no dependency remains.
        case pending
        case skipped
        /// Looking before the effect.
        case observing
        /// Not allowed just now; looks again soon.
        case awaiting
        case performing
        /// In doubt, looking.
        case doubting
        case backingOff
        case sampling, waiting, asking
        /// A child's `finally` is running.
        case finalizing
        case done
        case failed
        /// Failed, and the run went on.
        case continued
        /// In doubt, and looking did not help.
        case doubtful
        case undoObserving, undoAwaiting, undoPerforming, undoDoubting, undoBackingOff
        /// The author's rollback branch is running.
        case undoBranching
        case undone
        case undoFailed
    }

    package struct Flags: OptionSet, Hashable, Sendable {
        package var rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The values before the effect are captured.
        package static let captured = Flags(rawValue: 1)
        /// On the undo stack.
        package static let undoable = Flags(rawValue: 2)
        /// The step's time is over; what is in flight is its last attempt.
        package static let expired = Flags(rawValue: 4)
        /// An irreversible intent that was journaled and not observed as not done.
        package static let crossing = Flags(rawValue: 8)
        /// The attempt was cut short by the end of its executor, which is no fault of the step.
        package static let interrupted = Flags(rawValue: 16)
        /// Performed at least once; what is then found done was done by this run.
        package static let attempted = Flags(rawValue: 32)
        /// An attempt was in doubt that no look could settle, or was seen to have been done in part.
        package static let doubted = Flags(rawValue: 64)
        /// A promotion that was sent although a writer was not confirmed as fenced.
        package static let risky = Flags(rawValue: 128)
    }

    package var status = Status.pending
    package var attempt: UInt8 = 0
    package var flags: Flags = []
    /// Looks in a row that did not settle a doubt, saturating; while it waits, one more than the concern's number.
    package var looks: UInt8 = 0
    package var remaining: Int32

    package init(remaining: Int32) { self.remaining = remaining }
}

extension NodeState {
    /// What an effect that is not allowed just now waits for.
    package var concern: Concern? {
        switch status {
        case .awaiting, .undoAwaiting: looks > 0 ? Concern(rawValue: looks - 1) : nil
        default: nil
        }
    }
}

extension NodeState.Status {
    /// An effect may be changing the world at this moment.
    package var isInFlight: Bool {
        switch self {
        case .performing, .doubting, .undoPerforming, .undoDoubting: true
        default: false
        }
    }

    /// Active only in that other nodes are, or are to be.
    package var isWaitingForOthers: Bool { self == .undoBranching || self == .finalizing }

    @inlinable package var isUndo: Bool {
        switch self {
        case .undoObserving, .undoAwaiting, .undoPerforming, .undoDoubting, .undoBackingOff, .undoBranching: true
        default: false
        }
    }

    /// Begun and neither finished nor failed.
    @inlinable package var isActive: Bool {
        switch self {
        case .observing, .awaiting, .performing, .doubting, .backingOff, .sampling, .waiting, .asking, .finalizing,
            .undoObserving, .undoAwaiting, .undoPerforming, .undoDoubting, .undoBackingOff, .undoBranching:
            true
        case .pending, .skipped, .done, .failed, .continued, .doubtful, .undone, .undoFailed: false
        }
    }

    /// Neither done nor given up: a person has to deal with it.
    package var isLeftBehind: Bool { self == .failed || self == .doubtful }

    /// Finished as far as its successors are concerned.
    package var isComplete: Bool {
        switch self {
        case .done, .skipped, .continued: true
        default: false
        }
    }
}
