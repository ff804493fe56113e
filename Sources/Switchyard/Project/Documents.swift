package import Engine
package import Runbook
package import RunbookCompiler
import RunbookYAML

/// The files that a request names, read and decoded but not yet checked against each other.
package struct Documents {
    package var runbook: Runbook
    package var environment: Environment?
    package var faults: FaultPlan?
    package var library: any RunbookLibrary
    package var texts: SourceTexts
    package var sources: [RunHeader.Source]
    /// Of the files that were named, faults included.
    package var inputs: [InputDigest]

    /// - Parameter needsEnvironment: whether it is an error that no environment was named and none could be chosen.
    package static func load(_ request: RunRequest, needsEnvironment: Bool) throws(OrchestratorError) -> Documents {
        let path = Places.runbook(request.runbook)
        var reader = DocumentLoader()
        let runbook = try reader.load(path, RunbookReader.read)
        var environment: Environment?
        if needsEnvironment || request.environment != nil {
            environment = try reader.load(
                Places.environment(request.environment, besides: path), EnvironmentReader.read, .environment)
        }
        let faults = try request.faults.map { file throws(OrchestratorError) in
            try reader.load(file, FaultPlanReader.read, nil)
        }
        let library = FileLibrary(besides: path, directories: request.libraries)
        return Documents(
            runbook: runbook, environment: environment, faults: faults, library: library, texts: reader.texts,
            sources: reader.sources, inputs: reader.inputs)
    }

    /// The documents that a run was started with.
    package static func restore(_ header: RunHeader) throws(OrchestratorError) -> Documents {
        var reader = DocumentLoader()
        guard let runbook = header.sources.first(where: { $0.role == .runbook }),
            let environment = header.sources.first(where: { $0.role == .environment })
        else { throw OrchestratorError(.store, "the run \(header.run) was kept without its runbook or environment") }
        return Documents(
            runbook: try reader.decode(Array(runbook.text.utf8), runbook.file, RunbookReader.read, .runbook),
            environment: try reader.decode(
                Array(environment.text.utf8), environment.file, EnvironmentReader.read, .environment),
            faults: nil, library: StoredLibrary(header.sources), texts: reader.texts, sources: header.sources,
            inputs: reader.inputs)
    }

    /// With the children that the checker asked for.
    package var allSources: [RunHeader.Source] { sources + ((library as? FileLibrary)?.sources ?? []) }

    package var allInputs: [InputDigest] {
        inputs + ((library as? FileLibrary)?.sources ?? []).map { InputDigest($0.file, $0.text.utf8) }
    }

    /// For printing diagnostics in children too.
    package var allTexts: SourceTexts { texts.merging((library as? FileLibrary)?.texts ?? SourceTexts()) }
}

/// Reads one file after another, keeping their texts.
struct DocumentLoader {
    var texts = SourceTexts()
    var sources: [RunHeader.Source] = []
    var inputs: [InputDigest] = []

    mutating func load<Value>(
        _ path: String, _ read: ([UInt8], String) -> Reading<Value>, _ role: RunHeader.Source.Role? = .runbook
    ) throws(OrchestratorError) -> Value {
        switch SourceFile.load(path) {
        case .failure(var diagnostic):
            diagnostic.help += Places.question(for: path)
            throw OrchestratorError([diagnostic], texts, isUnreadable: true)
        case .success(let bytes): return try decode(bytes, path, read, role)
        }
    }

    mutating func decode<Value>(
        _ bytes: [UInt8], _ path: String, _ read: ([UInt8], String) -> Reading<Value>,
        _ role: RunHeader.Source.Role?
    ) throws(OrchestratorError) -> Value {
        texts.add(bytes, file: path)
        let reading = read(bytes, path)
        guard let value = reading.value else { throw OrchestratorError(reading.diagnostics, texts) }
        inputs.append(InputDigest(path, bytes))
        if let role {
            sources.append(RunHeader.Source(role: role, file: path, text: String(decoding: bytes, as: UTF8.self)))
        }
        return value
    }
}
