/// Why a world's file cannot be used.
package enum WorldFileError: Error, Hashable, Sendable {
    /// It, or its directory, cannot be opened, read, locked or written; with what the system said.
    case unavailable(path: String, String)
    /// It is not what was once written there.
    case corrupt(path: String, String)
    /// It was made for other regions or services.
    case otherTopology(path: String, String)
    case newerFormat(path: String, found: Int, known: Int)

    /// What is wrong, and what to do about it.
    package var sentence: String {
        switch self {
        case .unavailable(let path, let why): "the simulated world in \(path) cannot be used: \(why)"
        case .corrupt(let path, let why):
            "the simulated world in \(path) is damaged (\(why)); begin afresh with --fresh"
        case .otherTopology(let path, let difference):
            "the simulated world in \(path) was made for another environment (\(difference)); begin afresh with --fresh"
        case .newerFormat(let path, let found, let known):
            "the simulated world in \(path) has format \(found), and this version knows \(known); begin afresh with --fresh"
        }
    }
}
