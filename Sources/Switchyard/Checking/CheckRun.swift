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
    private let proves: Bool
    /// The environment of the last runbook; the next one is most often for the same.
    private var environment: (path: String, value: Environment?, bytes: [UInt8])?

    /// The names of the runbooks among the files.
    private var runbooks: Set<String> = []
    /// What is wrong with fault plans for runbooks of which no file is known, unless it is among the files.
    private var lost: [String: [Diagnostic]] = [:]

    /// - Parameters:
    ///   - paths: runbooks, environments and fault plans.
    ///   - environment: by path or name; without one, only what needs none is checked.
    ///   - proves: whether runbooks without errors are also proved for one fault, from where the environment begins.
    package init(
        _ paths: [String], environment: String?, libraries: [String], parameters: [String: String], mode: Mode?,
        proves: Bool = false
    ) {
        self.proves = proves
        for path in paths {
            files += 1
            let start = diagnostics.count
            var held = SourceTexts()
            switch SourceFile.load(path) {
            case .failure(var diagnostic):
                diagnostic.help += Places.question(for: path)
                fail(diagnostic)
            case .success(let bytes):
                held.add(bytes, file: path)
                switch DocumentKind.detect(bytes) {
                case .environment: _ = read(bytes, path)
                case .faults:
                    let reading = FaultPlanReader.read(bytes, file: path)
                    add(reading.diagnostics)
                    guard environment != nil, let plan = reading.value ?? reading.draft?.value else { break }
                    look(for: environment, besides: path)
                    check(plan, path, libraries)
                case nil: add(DocumentKind.undetected(bytes, file: path))
                case .runbook:
                    let reading = RunbookReader.read(bytes, file: path)
                    add(reading.diagnostics)
                    if let name = (reading.value ?? reading.draft?.value)?.name.value { runbooks.insert(name) }
                    look(for: environment, besides: path)
                    check(reading, path, libraries, parameters, mode, &held)
                }
            }
            if let environment = self.environment { held.add(environment.bytes, file: environment.path) }
            held.condense(to: diagnostics[start...] + lost.values.joined())
            texts = texts.merging(held)
        }
        for (name, found) in lost where !runbooks.contains(name) { add(found) }
        self.environment = nil
        diagnostics.sort(by: Diagnostic.inReadingOrder)
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private mutating func check(
        _ reading: Reading<Runbook>, _ path: String, _ libraries: [String], _ parameters: [String: String],
        _ mode: Mode?, _ held: inout SourceTexts
    ) {
        let environment = environment?.value
        let library = FileLibrary(besides: path, directories: libraries)
        var context = CheckContext(library: library, environment: environment, parameters: parameters, mode: mode)
        if let environment {
            (context.actions, context.settleTime) = Composition.offers(for: environment)
        } else {
            context.actions = Composition.commonActions
        }
        if let runbook = reading.value {
            let result = Checker.check(runbook, in: context)
            add(result.diagnostics)
            if proves, let environment, let checked = result.checked {
                add(CheckProof.diagnostics(of: checked, environment, mode))
            }
        } else if let draft = reading.draft {
            add(Checker.check(draft, in: context))
        }
        held = held.merging(library.texts)
    }

    private mutating func check(_ plan: FaultPlan, _ path: String, _ libraries: [String]) {
        if let environment = environment?.value { add(FaultPlanChecks.check(plan, in: environment)) }
        let directory = FileSystem.directory(of: path)
        let places = [directory, FileSystem.join(directory, "..")] + libraries + ["runbooks", "."]
        let known = places.flatMap(FileSystem.documents).map { String($0.prefix { $0 != "@" }) }
        lost[plan.runbook.value, default: []] += FaultPlanChecks.check(plan, isAmong: known)
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

    private mutating func look(for name: String?, besides runbook: String) {
        guard let path = environmentPath(name, besides: runbook) else { return environment = nil }
        if environment?.path == path { return }
        environment = nil
        switch SourceFile.load(path) {
        case .failure(let diagnostic): fail(diagnostic)
        case .success(let bytes):
            environment = (path, read(bytes, path), bytes)
        }
    }

    private mutating func read(_ bytes: [UInt8], _ path: String) -> Environment? {
        let reading = EnvironmentReader.read(bytes, file: path)
        add(reading.diagnostics)
        if let environment = reading.value ?? reading.draft?.value { add(Composition.unknownAdapters(in: environment)) }
        return reading.value
    }
}
