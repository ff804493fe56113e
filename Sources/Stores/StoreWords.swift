/// What a store says when it cannot go on, and what a person can do about it.
enum StoreWords {
    static func taken(_ run: String) -> String { "there is already a run called \(run); give the new one another name" }

    static func unusableName(_ run: String) -> String {
        "\"\(run)\" cannot be a run's name: use at most 100 letters, digits, '-', '_' and '.', not beginning with '.'"
    }

    static let zeroByte = "a zero byte in what the run is started with cannot be kept; take it out of the parameters"

    static let zeroByteInMessage = "a zero byte in a message cannot be kept; leave it out"

    static let endedUnheard = "the run ended before anybody heard it"

    static func noStore(_ path: String) -> String {
        "there is no store at \(path); name the right one with --store, or execute a run to begin one"
    }

    static func readOnly(_ path: String) -> String { "the store \(path) was opened for reading only" }

    static func notWritable(_ path: String) -> String {
        "\(path) may not be written by this user; execute runs as a user who may, or name another directory with --store"
    }

    static func gone(_ path: String) -> String {
        "\(path) was deleted or moved away while it was in use; nothing more is done without a journal"
    }

    static func notOurs(_ file: String) -> String {
        "its \(file) is a database of something else; name another directory with --store"
    }

    static func noHistory(_ path: String) -> String {
        "there is no history in \(path); \"switchyard observe\" begins one"
    }

    static func older(_ path: String, _ found: Int) -> String {
        "\(path) is of the older version \(found), and opening it for reading does not migrate it; "
            + "execute or resume a run in it once, with the right to write"
    }

    static func notDurable(_ path: String, _ answer: String) -> String {
        "\(path) would not make commits durable (synchronous is \(answer), not 2), so nothing can be journaled"
    }

    static func directory(_ path: String, _ why: String) -> String {
        "the directory \(path) cannot be made: \(why); choose another one with --store"
    }

    static func attendance(_ path: String, _ why: String) -> String {
        "the lock \(path) cannot be taken: \(why); the store's directory must be writable by whoever executes a run"
    }
}
