import Runbook

/// The parameters of a runbook that name the region to leave and the one that takes over.
struct RegionParameters {
    var source: String
    var target: String

    /// As its shifts use them; a runbook without a shift of its own passes them to a child in the order declared.
    static func find(in runbook: Runbook) throws(OrchestratorError) -> RegionParameters {
        if let found = find(in: runbook.steps) { return found }
        let regions = runbook.parameters.filter { $0.type.value == .region }.map(\.name.value)
        guard regions.count == 2 else {
            throw OrchestratorError(
                .unusable, "\(runbook.name.value) does not say which of its parameters is the region to leave",
                help: "Shift from one parameter of type region to another")
        }
        return RegionParameters(source: regions[0], target: regions[1])
    }

    private static func find(in elements: [Element]) -> RegionParameters? {
        for element in elements {
            switch element {
            case .step(let step):
                if case .shift(let shift) = step.action.value, case .parameter(let source) = shift.link.from.value,
                    case .parameter(let target) = shift.link.to.value
                {
                    return RegionParameters(source: source, target: target)
                }
            case .parallel(let branches, _):
                for branch in branches {
                    if let found = find(in: branch) { return found }
                }
            }
        }
        return nil
    }
}
