package import Runbook
import RunbookCompiler
import RunbookYAML

/// Validates files: every finding in all of them, in one pass.
package struct CheckRun: Sendable {
    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var texts = SourceTexts()
    package private(set) var files = 0
    /// A file, or the environment, could not be read at all.
    package private(set) var isUnreadable = false
    private var seen: Set<Diagnostic> = []

    /// - Parameters:
    ///   - paths: runbooks, environments and fault plans.
    ///   - environment: by path or name; without one, only what needs none is checked.
    package init(
        _ paths: [String], environment: String?, libraries: [String], parameters: [String: String], mode: Mode?
    ) {
        var known: [String: Environment?] = [:]
        for path in paths {
            files += 1
            switch SourceFile.load(path) {
            case .failure(var diagnostic):
                diagnostic.help += Places.question(for: path)
                fail(diagnostic)
            case .success(let bytes):
                texts.add(bytes, file: path)
                switch DocumentKind.detect(bytes) {
                case .environment: add(EnvironmentReader.read(bytes, file: path).diagnostics)
                case .faults: add(FaultPlanReader.read(bytes, file: path).diagnostics)
                case nil: add(DocumentKind.undetected(bytes, file: path))
                case .runbook:
                    let reading = RunbookReader.read(bytes, file: path)
                    add(reading.diagnostics)
                    let place = environmentPath(environment, besides: path)
                    if let place, known[place] == nil { known[place] = readEnvironment(place) }
                    check(reading, path, place.flatMap { known[$0] ?? nil }, libraries, parameters, mode)
                }
            }
        }
        diagnostics.sort(by: Diagnostic.inReadingOrder)
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private mutating func check(
        _ reading: Reading<Runbook>, _ path: String, _ environment: Environment?, _ libraries: [String],
        _ parameters: [String: String], _ mode: Mode?
    ) {
        let library = FileLibrary(besides: path, directories: libraries)
        var context = CheckContext(library: library, environment: environment, parameters: parameters, mode: mode)
        if let environment {
            (context.actions, context.settleTime) = Composition.offers(for: environment)
        } else {
            context.actions = Composition.commonActions
        }
        if let runbook = reading.value {
            add(Checker.check(runbook, in: context).diagnostics)
        } else if let draft = reading.draft {
            add(Checker.check(draft, in: context))
        }
        texts = texts.merging(library.texts)
    }

    private mutating func add(_ found: [Diagnostic]) {
        for diagnostic in found where seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    private mutating func fail(_ diagnostic: Diagnostic) {
        isUnreadable = isUnreadable || Self.meansUnreadable(diagnostic)
        add([diagnostic])
    }

    /// A file that is there but too large is a finding about it; one that cannot be opened is a slip of the command.
    private static func meansUnreadable(_ diagnostic: Diagnostic) -> Bool {
        diagnostic.code == Code.unreadable.rawValue
    }

    private mutating func environmentPath(_ name: String?, besides runbook: String) -> String? {
        guard let name else { return nil }
        do throws(OrchestratorError) {
            return try Places.environment(name, besides: runbook)
        } catch {
            isUnreadable = true
            add([
                Diagnostic(
                    code: Code.unreadable.rawValue, message: error.message, help: error.help,
                    at: SourceOrigin(file: name, span: .startOfFile))
            ])
            return nil
        }
    }

    private mutating func readEnvironment(_ path: String) -> Environment? {
        switch SourceFile.load(path) {
        case .failure(let diagnostic):
            fail(diagnostic)
            return nil
        case .success(let bytes):
            texts.add(bytes, file: path)
            let reading = EnvironmentReader.read(bytes, file: path)
            add(reading.diagnostics)
            return reading.value
        }
    }
}
