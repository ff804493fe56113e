/// How a run stands, as the store lists it.
package enum RunStatus: String, Hashable, Sendable, CaseIterable {
    /// Being executed, or its executor died.
    case running
    case paused, held
    case succeeded
    case rolledBack = "rolled_back"
    case stopped

    package var isEnd: Bool {
        switch self {
        case .succeeded, .rolledBack, .stopped: true
        case .running, .paused, .held: false
        }
    }
}
