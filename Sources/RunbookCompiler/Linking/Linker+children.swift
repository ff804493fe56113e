import Runbook

extension Linker {
    /// Finds the child of a `runbook:` step and enters its steps below the step's name.
    mutating func enterChild(_ child: Action.Child, of entry: StepEntry) {
        let name = child.name.value
        if let start = chain.firstIndex(of: name) {
            entry.childProblem = .cycle(chain[start...] + [name])
            return
        }
        guard linked.excess == nil, chain.count < Linker.depthCapacity else {
            entry.childProblem = .tooLarge
            return
        }
        switch context.library.runbook(named: name, version: child.version) {
        case .notFound(let candidates): entry.childProblem = .notFound(candidates: candidates)
        case .tooLarge: entry.childProblem = .tooLarge
        case .unreadable(let diagnostics):
            entry.childProblem = .unreadable
            linked.libraryDiagnostics += diagnostics
        case .found(let runbook):
            guard childText + runbook.size <= LibraryAnswer.largestText else {
                entry.childProblem = .tooLarge
                return
            }
            childText += runbook.size
            if runbook.version.value != child.version {
                entry.childProblem = .version(
                    found: runbook.version.value,
                    origin: SourceOrigin(file: runbook.file, span: runbook.version.span))
            }
            let scope = Scope(
                index: linked.scopes.count, runbook: runbook, prefix: entry.prefix + entry.step.id.value + ".",
                parent: entry.scope, caller: entry.idOrigin)
            linked.scopes.append(scope)
            entry.child = scope
            bind(scope, with: child.with, of: entry)
            enter(scope)
        }
    }
}
