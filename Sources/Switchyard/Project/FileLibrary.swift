package import Engine
import Runbook
package import RunbookCompiler
import RunbookYAML

/// Child runbooks in files: beside their parent, then in the given directories; and the one that is built in. Keeps the
/// texts that it read.
package final class FileLibrary: RunbookLibrary {
    private let directories: [String]
    private var answers: [String: LibraryAnswer] = [:]
    /// How many bytes the children may still have.
    private var rest = LibraryAnswer.largestText
    package private(set) var sources: [RunHeader.Source] = []
    package private(set) var texts: SourceTexts

    package init(besides parent: String, directories: [String], texts: SourceTexts = SourceTexts()) {
        self.directories = [FileSystem.directory(of: parent)] + directories
        self.texts = texts
    }

    package func runbook(named name: String, version: Int64) -> LibraryAnswer {
        let key = "\(name)@\(version)"
        if let known = answers[key] { return known }
        let answer = look(for: name, version)
        answers[key] = answer
        return answer
    }

    /// A file of the pinned version is preferred: `gradual@1.yaml` before `gradual.yaml`.
    private func look(for name: String, _ version: Int64) -> LibraryAnswer {
        for directory in directories {
            for file in ["\(name)@\(version).yaml", "\(name).yaml", "\(name).yml"] {
                let path = FileSystem.join(directory, file)
                if FileSystem.exists(path) { return read(path) }
            }
        }
        if name == RunbookTemplate.builtInChild {
            return decode(Array(RunbookTemplate.text(for: .gradual, named: name).utf8), "built-in/\(name).yaml")
        }
        return .notFound(candidates: directories.flatMap(FileSystem.documents) + [RunbookTemplate.builtInChild])
    }

    private func read(_ path: String) -> LibraryAnswer {
        switch SourceFile.load(path, atMost: rest) {
        case .failure(let diagnostic) where diagnostic.code == Code.tooLarge.rawValue: return .tooLarge
        case .failure(let diagnostic): return .unreadable([diagnostic])
        case .success(let bytes):
            rest -= bytes.count
            return decode(bytes, path)
        }
    }

    private func decode(_ bytes: [UInt8], _ path: String) -> LibraryAnswer {
        texts.add(bytes, file: path)
        let reading = RunbookReader.read(bytes, file: path)
        guard let value = reading.value else { return .unreadable(reading.diagnostics) }
        if !sources.contains(where: { $0.file == path }) {
            sources.append(RunHeader.Source(role: .child, file: path, text: String(decoding: bytes, as: UTF8.self)))
        }
        return .found(value)
    }
}
