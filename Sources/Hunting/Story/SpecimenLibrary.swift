import Runbook
import RunbookCompiler

/// Child runbooks in memory.
struct SpecimenLibrary: RunbookLibrary {
    var runbooks: [String: Runbook]

    func runbook(named name: String, version: Int64) -> LibraryAnswer {
        runbooks[name].map { .found($0) } ?? .notFound(candidates: runbooks.keys.sorted())
    }
}
