import Runbook
import RunbookCompiler

extension OfferedAction {
    /// As runbooks are checked against it.
    var declaration: ActionCatalogue.Declaration {
        ActionCatalogue.Declaration(
            name: name.value, summary: summary,
            arguments: arguments.map { ActionCatalogue.Declaration.Argument(name: $0.name.value, type: $0.type) },
            touches: touches.map(\.facet), isRepeatable: isRepeatable, isReadOnly: isReadOnly,
            expectedDuration: expectedDuration)
    }
}

extension OfferedAction.Touch {
    fileprivate var facet: Resource.Facet {
        switch self {
        case .traffic: .traffic
        case .capacity: .capacity
        case .writer: .writer
        case .replication: .replication
        }
    }
}
