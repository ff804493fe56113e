import ArgumentParser

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The directory in which runs are kept.", valueName: "directory"))
    var store = ".switchyard"

    func validate() throws {
        if store.isEmpty { throw ValidationError("--store must name a directory.") }
    }
}
