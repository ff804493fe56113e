import Runbook
import RunbookCompiler

/// The plans that are measured: steps that do nothing, so that all that is left is the engine.
enum Shape: String, CaseIterable {
    case chain
    case fanOut = "fan-out"
    case layered

    /// The dependencies of each step, by index.
    func edges(_ count: Int) -> [(from: Int, to: Int)] {
        switch self {
        case .chain:
            return (1..<max(1, count)).map { ($0 - 1, $0) }
        case .fanOut:
            return (1..<(count - 1)).flatMap { [(0, $0), ($0, count - 1)] }
        case .layered:
            // Steps i and i + 1 of a layer of 100 come before step i of the next.
            let width = 100
            return (width..<count).flatMap { step in
                let layer = step / width - 1
                return [(layer * width + step % width, step), (layer * width + (step + 1) % width, step)]
            }
        }
    }

    func plan(_ count: Int) -> Plan { Shape.plan(count, edges(count)) }

    /// Steps that may all run at once.
    static func sideBySide(_ count: Int) -> Plan { plan(count, []) }

    private static func plan(_ count: Int, _ edges: [(from: Int, to: Int)]) -> Plan {
        let region = Topology.Region(name: "r", role: .primary, services: ServiceSet())
        var plan = Plan(
            runbook: "benchmark", version: 1, strategy: .custom, summary: "",
            topology: Topology(regions: [region], services: []), parameters: [:])
        plan.sections = [Section(purpose: .main, nodes: 0..<count)]
        plan.operations = [.custom(0)]
        plan.actions = [PlanAction(name: "nothing", arguments: [:], touches: [])]
        var assembler = PlanAssembler(plan)
        var node = Node(.effect(operation: 0))
        node.isObservable = false
        for index in 0..<count {
            let label = NodeLabel(
                id: "s\(index)", step: "s\(index)", title: "",
                origin: SourceOrigin(file: "benchmark", span: .startOfFile))
            _ = assembler.add(node, label)
        }
        for edge in edges { assembler.addEdge(from: NodeID(edge.from), to: NodeID(edge.to)) }
        return assembler.finish()
    }
}
