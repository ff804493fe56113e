import Runbook
import RunbookCompiler

/// Builds small plans by hand, so that the machine is tested without reader and checker.
struct PlanFixture {
    static let topology = Topology(
        regions: ["east", "west", "north"].map {
            Topology.Region(name: $0, role: nil, services: ServiceSet([ServiceIndex(0), ServiceIndex(1)]))
        },
        services: [Topology.Service(name: "db", type: .database), Topology.Service(name: "api", type: .api)],
        links: [Topology.Link(from: RegionIndex(0), to: RegionIndex(1))])
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let north = RegionIndex(2)
    static let database = ServiceSet([ServiceIndex(0)])
    static let api = ServiceSet([ServiceIndex(1)])

    private var assembler: PlanAssembler
    private var last: [NodeID] = []
    private var firstOfSection = 0

    init() {
        assembler = PlanAssembler(
            Plan(
                runbook: "fixture", version: 1, strategy: .custom, summary: "", topology: PlanFixture.topology,
                parameters: [:]))
    }

    @discardableResult
    mutating func step(_ id: String, _ node: Node, after: [NodeID]? = nil) -> NodeID {
        let added = assembler.add(
            node,
            NodeLabel(id: id, step: id, title: id, origin: SourceOrigin(file: "fixture.yaml", span: .startOfFile)))
        for earlier in after ?? last { assembler.addEdge(from: earlier, to: added) }
        last = [added]
        return added
    }

    /// The next step waits for all of these.
    mutating func join(_ nodes: [NodeID]) { last = nodes }

    @discardableResult
    mutating func effect(
        _ id: String, _ operation: RunbookCompiler.Operation, undo: Node.Undo = .restore, captures: Int = 1,
        after: [NodeID]? = nil, _ change: (inout Node) -> Void = { _ in }
    ) -> NodeID {
        var node = Node(.effect(operation: assembler.plan.operations.count))
        node.undo = undo
        change(&node)
        assembler.update { $0.operations.append(operation) }
        let added = step(id, node, after: after)
        assembler.addCaptures(captures, to: added)
        return added
    }

    /// What of a promotion to the west can be done beforehand; the promotion need not follow.
    @discardableResult
    mutating func preparation(_ id: String) -> NodeID {
        let promotion = assembler.plan.operations.count
        assembler.update {
            $0.operations.append(
                .promote(PlanFixture.west, PlanFixture.database, LossBound(planned: .zero, emergency: .zero)))
        }
        return effect(id, .prepare(operation: promotion), captures: 0) { node in
            (node.failureRule, node.retry, node.isObservable) = (.proceed, .once, false)
        }
    }

    @discardableResult
    mutating func shift(_ id: String, _ percent: Int32, after: [NodeID]? = nil) -> NodeID {
        let pair = assembler.pair(from: PlanFixture.east, to: PlanFixture.west)
        return effect(
            id, .shift(pair: pair, services: PlanFixture.api, percent: .percent(percent)), captures: 2, after: after)
    }

    @discardableResult
    mutating func gate(
        _ id: String, passes: UInt8 = 2, breaches: UInt8 = 0, unknown: UInt8 = 1, after: [NodeID]? = nil,
        _ change: (inout Node) -> Void = { _ in }
    ) -> NodeID {
        let gate = addGate(passes: passes, breaches: breaches, unknown: unknown)
        var node = Node(.gate)
        change(&node)
        let added = step(id, node, after: after)
        assembler.addSamplers([(gate, .gate)], to: added)
        return added
    }

    mutating func watch(_ node: NodeID, breaches: UInt8 = 0, unknown: UInt8 = 1) {
        let gate = addGate(passes: 1, breaches: breaches, unknown: unknown)
        assembler.addSamplers([(gate, .watch)], to: node)
    }

    private mutating func addGate(passes: UInt8, breaches: UInt8, unknown: UInt8) -> Int {
        let query = MetricQuery(metric: .errorRate, region: PlanFixture.west, service: nil, window: nil)
        let requirement = PlanGate.Requirement(
            text: "error_rate(west) < 5%", condition: .comparison(query, .less, 0.05))
        assembler.update {
            $0.gates.append(
                PlanGate(
                    name: "fit", requirements: [requirement], every: .seconds(1), passes: passes,
                    toleratedBreaches: breaches, toleratedUnknown: unknown, within: .seconds(30)))
        }
        return assembler.plan.gates.count - 1
    }

    @discardableResult
    mutating func approval(_ id: String, need: UInt8 = 1, notInitiator: Bool = false, after: [NodeID]? = nil) -> NodeID
    {
        assembler.update {
            $0.approvals.append(
                PlanApproval(ask: "go?", roles: 1, need: need, notInitiator: notInitiator, within: .minutes(10)))
        }
        return step(id, Node(.approval(assembler.plan.approvals.count - 1)), after: after)
    }

    /// Ends the section that is being built. The first one is main.
    @discardableResult
    mutating func endSection(_ purpose: Section.Purpose = .main) -> Int {
        let nodes = firstOfSection..<assembler.plan.nodes.count
        assembler.update { plan in
            for index in nodes { plan.nodes[index].section = plan.sections.count }
            plan.sections.append(Section(purpose: purpose, nodes: nodes))
        }
        firstOfSection = nodes.upperBound
        last = []
        return assembler.plan.sections.count - 1
    }

    mutating func change(_ change: (inout Plan) -> Void) { assembler.update(change) }

    func plan() -> Plan { assembler.finish() }

    /// Shift, fence, promote without a way back, shift the rest.
    static func failover() -> Plan {
        var fixture = PlanFixture()
        fixture.gate("preflight")
        fixture.shift("half", 50)
        fixture.gate("half.gate")
        fixture.effect("fence", .fence(east, database))
        fixture.effect(
            "promote", .promote(west, database, LossBound(planned: .zero, emergency: .minutes(5))), undo: .nothing
        ) { $0.isIrreversible = true }
        let rest = fixture.shift("rest", 100)
        fixture.change { $0.nodes[rest.index].failureRule = .hold }
        fixture.endSection()
        fixture.effect("tell", .notify(0), undo: .nothing, captures: 0) { $0.isObservable = false }
        let tell = fixture.endSection(.finally(scope: 0..<6))
        fixture.change {
            $0.finally = tell
            $0.notices = [PlanNotice(channel: "ops", message: "$run.outcome")]
        }
        return fixture.plan()
    }
}
