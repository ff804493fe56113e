package import Engine
import Runbook
package import RunbookCompiler
import RunbookYAML

/// The child runbooks that a run was started with, from its header.
package struct StoredLibrary: RunbookLibrary {
    private let children: [Runbook]

    package init(_ sources: [RunHeader.Source]) {
        children = sources.filter { $0.role == .child }.compactMap {
            RunbookReader.read(Array($0.text.utf8), file: $0.file).value
        }
    }

    package func runbook(named name: String, version: Int64) -> LibraryAnswer {
        let named = children.filter { $0.name.value == name }
        if let found = named.first(where: { $0.version.value == version }) ?? named.first { return .found(found) }
        return .notFound(candidates: children.map(\.name.value))
    }
}
