package import Runbook

/// What a run does: a directed acyclic graph of nodes as indices, with everything that could be decided beforehand.
///
/// `nodes` and the adjacency are flat and free of references; `labels` and the tables hold what people read.
@usableFromInline package struct Plan: Hashable, Sendable {
    package var runbook: String
    package var version: Int64
    package var strategy: Strategy
    package var summary: String
    package var topology: Topology
    package var parameters: [String: ParameterValue]

    package var nodes: [Node] = []
    package var labels: [NodeLabel] = []
    /// The successors of node `i` are `successors[successorOffsets[i]..<successorOffsets[i + 1]]`.
    @usableFromInline package var successorOffsets: [Int32] = [0]
    @usableFromInline package var successors: [NodeID] = []
    package var dependencyCounts: [Int32] = []
    /// The first is the main section.
    package var sections: [Section] = []
    /// The root's `finally`. Into `sections`.
    package var finally: Int?

    package var operations: [Operation] = []
    package var pairs: [ShiftPair] = []
    package var gates: [PlanGate] = []
    package var samplers: [Sampler] = []
    package var approvals: [PlanApproval] = []
    package var actions: [PlanAction] = []
    package var notices: [PlanNotice] = []
    /// What no command may make untrue. A run does not look at it; a proof does.
    package var always: [PlanProperty] = []
    package var roles: [String] = []
    /// How many values the machine captures.
    package var captureCount = 0

    /// Of the whole run, rollback included.
    package var deadline = Milliseconds.hours(4)
    /// The part of the deadline that only a rollback may use.
    package var rollbackReserve = Milliseconds.minutes(15)
    package var finallyBudget = Milliseconds.minutes(5)
    /// What built-in effects usually take, as adapters declare it; a run does not depend on it.
    package var durations: [ActionCatalogue.BuiltIn: Milliseconds] = [:]
    package var rto: Milliseconds?
    package var rpo: Milliseconds?

    package init(
        runbook: String, version: Int64, strategy: Strategy, summary: String, topology: Topology,
        parameters: [String: ParameterValue]
    ) {
        self.runbook = runbook
        self.version = version
        self.strategy = strategy
        self.summary = summary
        self.topology = topology
        self.parameters = parameters
    }
}

extension Plan {
    @inlinable package func successors(of node: NodeID) -> ArraySlice<NodeID> {
        successors[Int(successorOffsets[node.index])..<Int(successorOffsets[node.index + 1])]
    }

    package func node(named id: String) -> NodeID? { labels.firstIndex { $0.id == id }.map(NodeID.init) }

    package func operation(of node: NodeID) -> Operation? {
        if case .effect(let operation) = nodes[node.index].kind { operations[operation] } else { nil }
    }

    /// Whether a node only makes another one ready: the run, and its rollback, go on without it.
    package func isPreparation(_ node: NodeID) -> Bool {
        if case .effect(let operation) = nodes[node.index].kind, case .prepare = operations[operation] {
            true
        } else {
            false
        }
    }

    /// Whether a node belongs to a rollback that its author wrote.
    package func isBranch(_ node: NodeID) -> Bool { sections[nodes[node.index].section].purpose == .undo }

    /// Whether a node moves traffic.
    package func isShift(_ node: NodeID) -> Bool {
        if case .effect(let operation) = nodes[node.index].kind, case .shift = operations[operation] {
            true
        } else {
            false
        }
    }
}
