import Engine
package import Runbook
import RunbookCompiler
import RunbookYAML

/// A plan as `plan --out` writes it: the inputs, what they came to, and the state that it starts from.
package struct PlanFile: Hashable, Sendable {
    package static let format: Int64 = 3

    /// Where it is kept; what it names is seen from there.
    package var directory: String
    package var inputs: JSON
    /// The digest of each file's text, children included.
    package var texts: [JSON.Member]
    package var planDigest: String
    package var stateDigest: String
    package var state: [JSON.Member]

    /// The inputs and digests of a dry run. Its files are named as seen from the directory that the plan is kept in, so
    /// that they are found from wherever it is executed, and after a move together with them: to another machine, in
    /// an archive, in another checkout.
    package init(_ planned: PlannedRun, in directory: String) {
        let (dryRun, request) = (planned.dryRun, planned.prepared.request)
        func source(_ role: RunHeader.Source.Role) -> JSON {
            .optional(
                planned.prepared.sources.first { $0.role == role }.map { Self.path(of: $0.file, from: directory) })
        }
        let libraries = request.libraries.map { JSON.string(Self.path(of: $0, from: directory)) }
        let parameters = request.parameters.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        inputs = [
            "runbook": source(.runbook), "environment": source(.environment), "parameters": .object(parameters),
            "mode": .string(dryRun.mode.rawValue), "libraries": .array(libraries),
            "faults": .optional(request.faults.map { Self.path(of: $0, from: directory) }),
        ]
        texts = Self.texts(of: planned.prepared, from: directory)
        planDigest = planned.prepared.digest
        stateDigest = dryRun.stateDigest
        self.directory = directory
        state = dryRun.facts.map { JSON.Member($0.place, .string($0.facts)) }
    }

    private static func texts(of prepared: PreparedRun, from directory: String) -> [JSON.Member] {
        prepared.inputs.map { input in
            // What is built in is in no directory.
            let isFile = FileSystem.exists(input.file)
            return JSON.Member(isFile ? path(of: input.file, from: directory) : input.file, .string(input.digest))
        }
    }

    /// As seen from a directory. What is in its place by a link stays so, with its directory resolved.
    private static func path(of file: String, from directory: String) -> String {
        let isDirectory = FileSystem.isDirectory(file)
        let place = isDirectory ? file : FileSystem.directory(of: file)
        guard let start = FileSystem.resolved(directory), let end = FileSystem.resolved(place) else {
            return FileSystem.absolute(file)
        }
        let way = FileSystem.way(from: start, to: end)
        return isDirectory ? way : FileSystem.join(way, FileSystem.name(of: file))
    }

    package func text(_ dryRun: DryRun) -> String {
        let document: JSON = [
            "switchyard_plan": .integer(Self.format), "inputs": inputs, "texts": .object(texts),
            "plan_digest": .string(planDigest),
            "state_digest": .string(stateDigest), "state": .object(state), "dry_run": dryRun.json,
        ]
        return document.text(.indented) + "\n"
    }

    /// Whether a file looks like a plan rather than like a runbook.
    package static func isPlan(_ path: String) -> Bool {
        if path.hasSuffix(".json") { return true }
        guard FileSystem.isFile(path) else { return false }
        let start = FileSystem.text(of: path)
        return start.first { !$0.isWhitespace } == "{" && start.contains("\"switchyard_plan\"")
    }

    package static func load(_ path: String) throws(OrchestratorError) -> PlanFile {
        let bytes: [UInt8]
        switch SourceFile.load(path) {
        case .success(let loaded): bytes = loaded
        case .failure(let diagnostic): throw OrchestratorError([diagnostic], SourceTexts(), isUnreadable: true)
        }
        guard let document = JSONReader.read(bytes), let format = document["switchyard_plan"]?.integer else {
            throw OrchestratorError(
                .unusable, "\"\(path)\" is no plan", help: "Write one with \"switchyard plan --out\"")
        }
        guard format == Self.format, let inputs = document["inputs"],
            let texts = document["texts"]?.members, let plan = document["plan_digest"]?.string,
            let digest = document["state_digest"]?.string, let state = document["state"]?.members
        else {
            throw OrchestratorError(
                .unusable, "\"\(path)\" has a format that this version does not know",
                help: "Write it again with \"switchyard plan --out\"")
        }
        return PlanFile(
            directory: FileSystem.directory(of: path), inputs: inputs, texts: texts, planDigest: plan,
            stateDigest: digest, state: state)
    }

    private init(
        directory: String, inputs: JSON, texts: [JSON.Member], planDigest: String, stateDigest: String,
        state: [JSON.Member]
    ) {
        self.directory = directory
        self.inputs = inputs
        self.texts = texts
        self.planDigest = planDigest
        self.stateDigest = stateDigest
        self.state = state
    }

    /// The request that the plan was made for, with what is not part of a plan taken from another.
    package func request(like other: RunRequest) throws(OrchestratorError) -> RunRequest {
        guard let runbook = inputs["runbook"]?.string else {
            throw OrchestratorError(.unusable, "the plan names no runbook")
        }
        guard let mode = inputs["mode"]?.string.flatMap(Mode.init) else {
            throw OrchestratorError(.unusable, "the plan names no mode", help: "Make the plan again")
        }
        var request = other
        request.runbook = try found(runbook)
        request.environment = try inputs["environment"]?.string.map(found)
        request.mode = mode
        request.libraries = try (inputs["libraries"]?.elements ?? []).compactMap(\.string).map(found)
        request.faults = try inputs["faults"]?.string.map(found)
        request.parameters = [:]
        for member in inputs["parameters"]?.members ?? [] {
            guard let value = member.value.string else {
                throw OrchestratorError(
                    .unusable, "the plan's parameter \"\(member.key)\" is no text", help: "Make the plan again")
            }
            request.parameters[member.key] = value
        }
        return request
    }

    /// The path from the working directory to what the plan names.
    private func found(_ path: String) throws(OrchestratorError) -> String {
        let place = path.hasPrefix("/") ? path : FileSystem.join(directory, path)
        guard FileSystem.exists(place) else {
            throw OrchestratorError(
                .unusable, "the plan names \"\(path)\", and there is no \"\(place)\"",
                help: "Move a plan only together with its files, or make it again")
        }
        return place
    }

    /// Refuses when a text is another one, the runbook compiles to something else, or the regions are not as they were;
    /// names what changed.
    package func check(
        _ prepared: PreparedRun, facts: [(place: String, facts: String)]
    ) throws(OrchestratorError) {
        let help = "Make the plan again and look at it"
        let now = Self.texts(of: prepared, from: directory)
        let others = Set(now).symmetricDifference(texts).map(\.key)
        guard others.isEmpty else {
            let names = Truth.list(Set(others).sorted())
            throw OrchestratorError(
                .refused, "\(names) \(Set(others).count == 1 ? "has" : "have") changed since the plan was made",
                help: help)
        }
        guard prepared.digest == planDigest else {
            throw OrchestratorError(
                .refused, "the runbook comes to another plan than when the plan was made", help: help)
        }
        var changes: [String] = []
        for (place, now) in facts {
            let before = state.first { $0.key == place }?.value.string ?? "not there"
            if before != now { changes.append("\(place) was \(before) and is \(now)") }
        }
        for member in state where !facts.contains(where: { $0.place == member.key }) {
            changes.append("\(member.key) is gone")
        }
        guard changes.isEmpty else {
            let shown = changes.prefix(5).joined(separator: "; ")
            let rest = changes.count > 5 ? "; and \(changes.count - 5) more" : ""
            throw OrchestratorError(
                .refused, "the regions have changed since the plan was made: \(shown)\(rest)",
                help: "Make the plan again and look at it")
        }
    }
}
