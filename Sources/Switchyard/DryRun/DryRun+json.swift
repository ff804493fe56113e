import Engine
package import Runbook
import RunbookCompiler
import World

extension DryRun {
    /// Everything that a dry run found; durations are in milliseconds.
    package var json: JSON {
        [
            "expected_ms": .integer(timing.expected.rawValue), "worst_ms": .integer(timing.worst.rawValue),
            "deadline_ms": .integer(plan.deadline.rawValue),
            "rto_ms": plan.rto.map { .integer($0.rawValue) } ?? .null,
            "critical_path": .array(timing.criticalPath.map { .string(plan.labels[$0.index].id) }),
            "point_of_no_return": .optional(crossing.map { plan.labels[$0.index].id }),
            "contradictions": .array(
                contradictions.map { ["step": .string(plan.labels[$0.node.index].id), "why": .string($0.sentence)] }),
            "now": .string(Truth(observed, plan.topology, loss: nil).sentence), "ends_with": .optional(prediction),
            "is_complete": .bool(isComplete), "steps": .array(order.map(json)),
        ]
    }

    private var crossing: NodeID? {
        order.first { plan.nodes[$0.index].isIrreversible && !steps[$0.index].isSkipped }
    }

    private func json(_ node: NodeID) -> JSON {
        let step = steps[node.index]
        let label = plan.labels[node.index]
        return [
            "id": .string(label.id), "title": .string(label.title),
            "file": .string(label.origin.file), "line": .integer(Int64(label.origin.span.start.line)),
            "skipped": .bool(step.isSkipped), "reached": .bool(step.isReached),
            "irreversible": .optional(plan.nodes[node.index].isIrreversible ? label.irreversible ?? "" : nil),
            "changes": .array(step.changes.map(JSON.string)), "calls": .array(step.calls.map(JSON.string)),
            "expected_ms": .integer(plan.expected(node, in: mode).rawValue),
            "worst_ms": .integer(plan.worst(node, in: mode).rawValue),
            "critical": .bool(timing.criticalPath.contains(node)),
            "not_possible_now": .array(step.concerns.map { .string($0.sentence) }),
            "gates": .array(plan.nodes[node.index].samplers.compactMap(gate)),
            "rollback": step.rollback.map(rollback) ?? .null,
        ]
    }

    private func gate(_ sampler: Int) -> JSON? {
        let gate = plan.samplers[sampler].gate
        guard let reading = readings[gate] else { return nil }
        return [
            "name": .string(plan.gates[gate].name), "role": .string("\(plan.samplers[sampler].role)"),
            "now": .string(DryRunReport.word(reading.verdict)),
            "requirements": .array(
                reading.requirements.map {
                    [
                        "text": .string($0.text), "now": .string(DryRunReport.word($0.verdict)),
                        "measured": .array($0.measured.map(JSON.string)),
                    ]
                }),
        ]
    }

    private func rollback(_ rollback: DryRunRollback) -> JSON {
        [
            "complete": .bool(rollback.isComplete),
            "undoes": .array(
                rollback.undos.map {
                    ["id": .string(plan.labels[$0.node.index].id), "changes": .array($0.changes.map(JSON.string))]
                }),
            "would_wait": .array(rollback.concerns.map { .string($0.sentence) }),
        ]
    }
}
