import Runbook
import RunbookYAML
import Testing

@testable import RunbookCompiler

/// Reads a runbook that is expected to be readable.
func runbook(_ text: String, file: String = "example.yaml") throws -> Runbook {
    let reading = RunbookReader.read(Array(text.utf8), file: file)
    for diagnostic in reading.diagnostics { Issue.record("\(diagnostic.code) \(diagnostic.message)") }
    return try #require(reading.value)
}

func environment(_ text: String = demoEnvironment) throws -> Environment {
    let reading = EnvironmentReader.read(Array(text.utf8), file: "demo.yaml")
    for diagnostic in reading.diagnostics { Issue.record("\(diagnostic.code) \(diagnostic.message)") }
    return try #require(reading.value)
}

/// A library of runbooks given as texts.
struct TextLibrary: RunbookLibrary {
    var texts: [String: String] = libraryTexts

    func runbook(named name: String, version: Int64) -> LibraryAnswer {
        guard let text = texts[name] else { return .notFound(candidates: texts.keys.sorted()) }
        let reading = RunbookReader.read(Array(text.utf8), file: name + ".yaml")
        return reading.value.map { .found($0) } ?? .unreadable(reading.diagnostics)
    }
}

let actions = ActionCatalogue(
    [
        ActionCatalogue.Declaration(
            name: "backup.verify", summary: "Restores the last backup aside and looks at it.",
            arguments: [
                .init(name: "region", type: .region), .init(name: "service", type: .service, isRequired: false),
            ],
            isRepeatable: true, isReadOnly: true, expectedDuration: .seconds(20)),
        ActionCatalogue.Declaration(
            name: "cache.clear", summary: "Empties the caches.", arguments: [.init(name: "region", type: .region)],
            touches: [.capacity], isRepeatable: true, isReadOnly: false, expectedDuration: .seconds(3)),
    ], prepares: [.promote])

func context(
    environment: Environment? = nil, parameters: [String: String] = [:], mode: Mode? = nil,
    actions: ActionCatalogue = actions, weightStep: BasisPoints = .percent(1)
) -> CheckContext {
    CheckContext(
        library: TextLibrary(), environment: environment, parameters: parameters, mode: mode, actions: actions,
        weightStep: weightStep)
}

func check(_ text: String, _ context: CheckContext = context()) throws -> CheckResult {
    Checker.check(try runbook(text), in: context)
}

/// The plan of a runbook that is expected to be free of errors.
func plan(_ text: String, _ context: CheckContext = context()) throws -> Plan {
    let result = try check(text, context)
    for diagnostic in result.diagnostics { Issue.record("\(diagnostic.code) \(diagnostic.message)") }
    return try #require(result.checked).plan
}

/// The steps of a custom runbook around which nothing matters.
func custom(_ steps: String, before: String = "") -> String {
    "runbook: example\nversion: 1\nstrategy: custom\n\(before)steps:\n\(steps)"
}

extension Plan {
    func index(_ id: String) -> Int? { labels.firstIndex { $0.id == id } }
    func node(_ id: String) -> Node? { index(id).map { nodes[$0] } }
    func next(_ id: String) -> [String] {
        index(id).map { successors(of: NodeID($0)).map { labels[$0.index].id } } ?? []
    }
}
