import Runbook

/// A runbook with its parameters bound: the root, or a child at the step that calls it.
final class Scope {
    let index: Int
    let runbook: Runbook
    /// Of every step's name: nothing for the root, `canary.` for the child of step `canary`.
    let prefix: String
    let parent: Scope?
    /// Where the parent calls it.
    let caller: SourceOrigin?
    /// One for each parameter of the runbook, in its order; nil when there is none.
    var values: [ParameterValue?]
    var isUsed: [Bool]
    var gateIsUsed: [Bool]
    var steps: [LinkedElement] = []
    var finally: [LinkedElement] = []
    var bindingProblems: [BindingProblem] = []
    /// What steps get that say nothing of their own.
    private(set) lazy var standardTimeout = time(runbook.defaults.timeout) ?? .seconds(60)
    private(set) lazy var standardRetry = retryOfDefaults()
    private let parameterIndices: [String: Int]
    private let gateIndices: [String: Int]

    init(index: Int, runbook: Runbook, prefix: String, parent: Scope?, caller: SourceOrigin? = nil) {
        self.index = index
        self.runbook = runbook
        self.prefix = prefix
        self.parent = parent
        self.caller = caller
        values = Array(repeating: nil, count: runbook.parameters.count)
        isUsed = Array(repeating: false, count: runbook.parameters.count)
        gateIsUsed = Array(repeating: false, count: runbook.gates.count)
        let names = runbook.parameters.enumerated().map { ($0.element.name.value, $0.offset) }
        parameterIndices = Dictionary(names, uniquingKeysWith: { first, _ in first })
        let gates = runbook.gates.enumerated().map { ($0.element.name.value, $0.offset) }
        gateIndices = Dictionary(gates, uniquingKeysWith: { first, _ in first })
    }

    /// Few names are found faster one by one than by hashing.
    func parameter(named name: String) -> Int? {
        let parameters = runbook.parameters
        if parameters.count > 8 { return parameterIndices[name] }
        return parameters.indices.first { parameters[$0].name.value == name }
    }

    func gate(named name: String) -> Int? { gateIndices[name] }
    func origin(_ span: SourceSpan) -> SourceOrigin { SourceOrigin(file: runbook.file, span: span) }

    func value(named name: String) -> ParameterValue? {
        parameter(named: name).flatMap { values[$0] }
    }
}
