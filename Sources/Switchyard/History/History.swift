import Engine
import Runbook

/// What the store knows of runs, as text.
package enum History {
    package static func list(in directory: String, asJSON: Bool, style: Style) async throws(OrchestratorError) -> String
    {
        let runs = try await all(in: directory)
        return asJSON ? JSON.array(runs.map(RunList.json)).text(.indented) + "\n" : RunList.text(runs, style: style)
    }

    /// - Parameter run: an id, or a beginning of one that is unique.
    package static func show(
        _ run: String, in directory: String, asJSON: Bool, style: Style
    ) async throws(OrchestratorError) -> String {
        guard let store = try Composition.existingStore(in: directory) else { throw OrchestratorError(.noSuchRun(run)) }
        let past = try await PastRun.load(try await id(run, in: directory), from: store)
        return asJSON ? past.json.text(.indented) + "\n" : past.text(style: style)
    }

    /// The id that somebody meant.
    package static func id(_ given: String, in directory: String) async throws(OrchestratorError) -> String {
        let ids = try await all(in: directory).map(\.header.run)
        if ids.contains(given) { return given }
        let matches = given.isEmpty ? [] : ids.filter { $0.hasPrefix(given) }
        if matches.count == 1 { return matches[0] }
        guard matches.isEmpty else {
            throw OrchestratorError(
                .unusable, "several runs begin with \"\(given)\"",
                help: "Give more of it: \(Truth.list(Array(matches.prefix(5))))")
        }
        throw OrchestratorError(
            .unusable, "there is no run \"\(given)\" in \(directory)",
            help: "List them with \"switchyard runs\"." + Suggestion.question(for: given, among: ids))
    }

    package static func exists(_ run: String, in directory: String) async throws(OrchestratorError) -> Bool {
        try await all(in: directory).contains { $0.header.run == run }
    }

    /// How many records a run has.
    package static func records(of run: String, in directory: String) async throws(OrchestratorError) -> Int {
        guard let store = try Composition.existingStore(in: directory) else { return 0 }
        do throws(StoreError) {
            return try await store.records(of: run).count
        } catch {
            throw OrchestratorError(error)
        }
    }

    private static func all(in directory: String) async throws(OrchestratorError) -> [RunSummary] {
        guard let store = try Composition.existingStore(in: directory) else { return [] }
        do throws(StoreError) {
            return try await store.runs()
        } catch {
            throw OrchestratorError(error)
        }
    }
}
