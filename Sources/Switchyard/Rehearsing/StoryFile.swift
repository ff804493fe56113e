import Runbook
import RunbookYAML

/// What `prove --format json` writes of a counterexample, as far as it takes to play it again.
struct StoryFile {
    var runbook: String
    var mode: Mode
    var after: String?
    var parameters: [String: String]
    /// Moves, as records.
    var moves: [JSON]
    /// The same in words.
    var words: [String]

    /// The first counterexample in a file.
    static func read(_ path: String) throws(OrchestratorError) -> StoryFile {
        let bytes: [UInt8]
        switch SourceFile.load(path) {
        case .success(let read): bytes = read
        case .failure(let diagnostic): throw OrchestratorError([diagnostic], SourceTexts(), isUnreadable: true)
        }
        guard let document = JSONReader.read(bytes) else {
            throw OrchestratorError(
                .unusable, "\"\(path)\" is no JSON document", help: "Write one with: switchyard prove --format json")
        }
        for proof in document.elements ?? [document] {
            guard let story = proof["counterexample"]?["story"]?.elements else { continue }
            let moves = story.compactMap { $0["move"] }
            guard let runbook = proof["runbook"]?.string, let mode = proof["mode"]?.string.flatMap(Mode.init),
                moves.count == story.count
            else { break }
            var parameters: [String: String] = [:]
            for member in proof["parameters"]?.members ?? [] { parameters[member.key] = member.value.string }
            return StoryFile(
                runbook: runbook, mode: mode, after: proof["after_file"]?.string, parameters: parameters, moves: moves,
                words: story.map { $0["what"]?.string ?? "" })
        }
        throw OrchestratorError(
            .unusable, "there is no counterexample in \"\(path)\"",
            help: "Write one with: switchyard prove --format json")
    }
}
