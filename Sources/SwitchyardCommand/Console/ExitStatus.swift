/// How the command ends; documented in its help and nowhere else decided.
struct ExitStatus: RawRepresentable, Equatable, Sendable {
    var rawValue: Int32

    static let success = ExitStatus(rawValue: 0)
    static let findings = ExitStatus(rawValue: 1)
    static let usage = ExitStatus(rawValue: 2)
    static let rolledBack = ExitStatus(rawValue: 3)
    static let held = ExitStatus(rawValue: 4)
    static let stopped = ExitStatus(rawValue: 5)
    static let paused = ExitStatus(rawValue: 6)
    static let failed = ExitStatus(rawValue: 7)

    static let table = """
        EXIT CODES:
          0  clean, or the run succeeded
          1  diagnostics, or refused before anything was done
          2  wrong usage or unreadable input
          3  the run was rolled back
          4  the run is held: it waits for a person
          5  the run was stopped
          6  the run is paused: "switchyard resume" goes on
          7  the store or the executor failed: "switchyard resume" goes on
        """
}
