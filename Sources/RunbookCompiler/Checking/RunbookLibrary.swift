/// Where child runbooks are found by name and version: a folder, or values in a test.
package protocol RunbookLibrary {
    func runbook(named name: String, version: Int64) -> LibraryAnswer
}

/// A library without runbooks.
package struct EmptyLibrary: RunbookLibrary {
    package init() {}

    package func runbook(named name: String, version: Int64) -> LibraryAnswer { .notFound(candidates: []) }
}
