import Engine
import RunbookCompiler

extension Plan {
    /// What the gates of a node measure: its own, and its watches.
    func queries(of node: NodeID) -> [MetricQuery] {
        nodes[node.index].samplers.flatMap { GateEvaluator.queries(of: gates[samplers[$0].gate]) }
    }
}
