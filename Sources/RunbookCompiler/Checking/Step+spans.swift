import Runbook

extension Step {
    /// Where this step names a gate, else where its id is.
    func span(ofGate name: String) -> SourceSpan {
        if let watch, watch.value == name { return watch.span }
        switch action.value {
        case .gate(let gate) where gate.value == name: return gate.span
        case .shift(let shift):
            if let gate = shift.gate, gate.value == name { return gate.span }
        default: break
        }
        return id.span
    }
}
