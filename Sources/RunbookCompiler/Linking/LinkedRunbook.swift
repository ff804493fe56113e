import Runbook

/// A runbook with its children beside it, every step entered and every reference looked up.
struct LinkedRunbook {
    /// Many times what a check lists.
    static let mostUnresolved = 10 * Report.limit

    /// The root first.
    var scopes: [Scope] = []
    var entries: [StepEntry] = []
    var names: NameTable
    var topology: Topology
    /// Those that something could be wrong with.
    var references: [ParameterReference] = []
    /// References to what is not declared; of more than `mostUnresolved`, the rest is not kept.
    var unresolved = 0
    var gateReferences: [GateReference] = []
    /// Literal names of regions and services, with their places, that the environment does not know.
    var unknownRegions: [(name: String, origin: SourceOrigin)] = []
    var unknownServices: [(name: String, origin: SourceOrigin)] = []
    /// Step ids of each sequence in which they must be unique.
    var namespaces: [[String: Int]] = []
    var duplicates: [(entry: Int, earlier: Int)] = []
    /// The entries of each kind of action, by `ActionKind`.
    var byAction: [[Int]] = Array(repeating: [], count: ActionKind.allCases.count)
    var withWhen: [Int] = []
    var withNeeds: [Int] = []
    /// With a time-out or retries of their own.
    var withTimes: [Int] = []
    var withOnFailure: [Int] = []
    var withUndo: [Int] = []
    var withIrreversible: [Int] = []
    /// The entry with which the plan would come to more than `Linker.nodeCapacity` nodes; no plan is made then.
    var excess: Int?
    /// What children that could not be read had to say.
    var libraryDiagnostics: [Diagnostic] = []

    /// Of a draft.
    var gaps: Gaps?

    var root: Scope { scopes[0] }

    /// The runbook whose deadline holds, as the smallest of all; nil when none says anything.
    var bounding: (scope: Scope, deadline: Milliseconds)? {
        scopes.compactMap { scope in scope.time(scope.runbook.limits.deadline).map { (scope, $0) } }
            .min { $0.1 < $1.1 }
    }

    func entries(of kind: ActionKind) -> [Int] { byAction[kind.rawValue] }

    func region(_ argument: Argument<String>, in scope: Scope) -> RegionIndex? {
        scope.text(argument).flatMap { names.region($0) }
    }

    func service(_ argument: Argument<String>, in scope: Scope) -> ServiceIndex? {
        scope.text(argument).flatMap { names.service($0) }
    }
}
