import Runbook

/// A step at one place of the linked tree: a child that is used twice has its steps entered twice.
final class StepEntry {
    enum Place {
        case main, undo, finally
    }

    /// Why a `runbook:` step has no child.
    enum ChildProblem {
        case notFound(candidates: [String])
        case unreadable
        case version(found: Int64, origin: SourceOrigin)
        /// The names from the repeated runbook down to its repetition.
        case cycle([String])
        case tooLarge
    }

    let step: Step
    /// Whether the step says more than what it does.
    let hasTreatment: Bool
    let scope: Scope
    let place: Place
    /// The sequence within which ids are unique. Into `LinkedRunbook.namespaces`.
    let namespace: Int
    /// The entry whose rollback branch this is part of.
    let undoes: Int?
    /// Of its name: the scope's, then `promote.undo.` or `finally.`.
    let prefix: String
    /// Whether nothing of it was left out; only a draft has steps that are not.
    var isWhole = true
    var child: Scope?
    var childProblem: ChildProblem?
    var undo: [LinkedElement] = []
    /// From `when` alone; what depends on a missing value counts as admitted.
    var guardOfModes: ModeGuard = .always

    init(_ step: Step, in scope: Scope, place: Place, namespace: Int, undoes: Int?, prefix: String) {
        self.step = step
        hasTreatment = step.hasTreatment
        self.prefix = prefix
        self.scope = scope
        self.place = place
        self.namespace = namespace
        self.undoes = undoes
    }

    /// What the ids of its rollback branch begin with: a branch that is one unnamed action is called after the step.
    var undoPrefix: String {
        if let undo = step.undo?.value, undo.count == 1, case .step(let only) = undo[0], only.id.value == "undo" {
            return name + "."
        }
        return name + ".undo."
    }

    func origin(_ span: SourceSpan) -> SourceOrigin { SourceOrigin(file: scope.runbook.file, span: span) }

    /// The step's own id, where its author would look for it.
    var idOrigin: SourceOrigin { origin(step.id.span) }
    var name: String { prefix + step.id.value }
}
