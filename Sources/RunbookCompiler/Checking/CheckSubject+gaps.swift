import Runbook

/// What a draft may declare though it is not there; nothing may when the runbook is none.
extension CheckSubject {
    func mayDeclare(parameter name: String, in scope: Scope) -> Bool {
        guard let gaps, scope.parent == nil else { return false }
        return gaps.lacksParameters || gaps.parameters.contains(name) || gaps.strayNames.contains(name)
    }

    func mayDeclare(gate name: String, in scope: Scope) -> Bool {
        guard let gaps, scope.parent == nil else { return false }
        return gaps.lacksGates || gaps.strayNames.contains(name)
    }

    /// With those whose declarations have errors.
    func parameterNames(in scope: Scope) -> [String] {
        let names = scope.runbook.parameters.map(\.name.value)
        guard let gaps, scope.parent == nil else { return names }
        return names + gaps.parameters
    }
}
