package import Runbook

/// Why a world's file cannot be used.
package enum WorldFileError: Error, Hashable, Sendable {
    /// It, or its directory, cannot be opened, read, locked or written; with what the system said.
    case unavailable(path: String, String)
    /// It is not what was once written there; with the place, where one can be told.
    case corrupt(path: String, at: SourcePosition?, String)
    /// It was made for other regions or services.
    case otherTopology(path: String, String)
    case newerFormat(path: String, found: Int, known: Int)

    /// What is wrong, and where, without a final full stop.
    package var message: String {
        switch self {
        case .unavailable(let path, let why): "the simulated regions in \(path) cannot be used: \(why)"
        case .corrupt(let path, let position?, let why):
            "\(path):\(position.line):\(position.column): the simulated regions are damaged: \(why)"
        case .corrupt(let path, nil, let why): "the simulated regions in \(path) are damaged: \(why)"
        case .otherTopology(let path, let difference):
            "the simulated regions in \(path) were made for another environment: \(difference)"
        case .newerFormat(let path, let found, let known):
            "the simulated regions in \(path) have format \(found), and this version knows \(known)"
        }
    }

    /// What to do about it.
    package var help: String {
        switch self {
        case .unavailable: "Check the path and its permissions, or name another directory with --store"
        case .corrupt: "Restore the file from a copy, or begin with sound regions with --fresh"
        case .otherTopology:
            "Name that environment with --environment, another directory with --store, or begin with --fresh"
        case .newerFormat: "Use the version that wrote it, or begin with sound regions with --fresh"
        }
    }
}
