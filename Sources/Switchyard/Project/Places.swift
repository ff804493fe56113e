import Runbook

/// Where runbooks and environments are looked for.
package enum Places {
    /// A runbook by path, or by name in `runbooks/` or the working directory.
    package static func runbook(_ name: String) -> String {
        if FileSystem.exists(name) || isPath(name) { return name }
        return candidates(name, in: ["runbooks", "."]).first(where: FileSystem.exists) ?? name
    }

    /// An environment by path or name; without either, the only one there is.
    package static func environment(_ name: String?, besides runbook: String?) throws(OrchestratorError) -> String {
        let directories = environmentDirectories(besides: runbook)
        guard let name else { return try onlyEnvironment(in: directories) }
        if isPath(name) || (FileSystem.exists(name) && !FileSystem.isDirectory(name)) { return name }
        if let found = candidates(name, in: directories).first(where: FileSystem.exists) { return found }
        let known = directories.flatMap(FileSystem.documents)
        throw OrchestratorError(
            .unusable, "there is no environment \"\(name)\" in \(Truth.list(directories))",
            help: "Give a path, or a name that is there." + Suggestion.question(for: name, among: known))
    }

    /// Which file was meant by a path or name that leads to none; empty when there is no telling.
    package static func question(for path: String) -> String {
        guard !FileSystem.exists(path) else { return "" }
        guard isPath(path) else {
            return Suggestion.question(for: path, among: ["runbooks", "."].flatMap(FileSystem.documents))
        }
        let directory = FileSystem.directory(of: path)
        let name = FileSystem.name(of: path)
        let nearest = Suggestion.nearest(to: name, among: FileSystem.names(in: directory))
        return nearest.map { " Did you mean \"\(FileSystem.join(directory, $0))\"?" } ?? ""
    }

    private static func onlyEnvironment(in directories: [String]) throws(OrchestratorError) -> String {
        for directory in directories {
            let known = FileSystem.documents(in: directory)
            if known.count == 1 {
                return candidates(known[0], in: [directory]).first(where: FileSystem.exists) ?? known[0]
            }
            if known.count > 1 {
                throw OrchestratorError(
                    .unusable, "there are several environments",
                    help: "Choose one with --environment: \(Truth.list(known))")
            }
        }
        throw OrchestratorError(
            .unusable, "there is no environment in \(Truth.list(directories))",
            help: "Name one with --environment, by path or by its name in one of these directories")
    }

    private static func environmentDirectories(besides runbook: String?) -> [String] {
        var result: [String] = []
        if let runbook {
            let directory = FileSystem.directory(of: runbook)
            result = [FileSystem.join(directory, "environments"), FileSystem.join(directory, "../environments")]
        }
        for other in ["runbooks/environments", "environments"] where !result.contains(other) { result.append(other) }
        let existing = result.filter(FileSystem.isDirectory)
        return existing.isEmpty ? [result[0]] : existing
    }

    private static func candidates(_ name: String, in directories: [String]) -> [String] {
        directories.flatMap { directory in
            [".yaml", ".yml"].map { FileSystem.join(directory, name + $0) }
        }
    }

    private static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
    }
}
