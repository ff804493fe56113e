import Prover
package import Runbook
import RunbookCompiler

extension ProofRun {
    /// An object for each runbook in each mode; lengths of time are in milliseconds.
    package static func json(_ runs: [ProofRun]) -> JSON {
        .array(runs.flatMap { run in run.proofs.map { json($0, run) } })
    }

    private static func json(_ proof: Proof, _ run: ProofRun) -> JSON {
        [
            "runbook": .string(proof.plan.runbook), "version": .integer(proof.plan.version),
            "environment": .string(run.environment), "mode": .string(proof.mode.rawValue),
            "parameters": .object(
                run.parameters.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "after": .optional(run.before), "after_file": .optional(run.after), "faults": .count(proof.faults),
            "verdict": .string(word(proof.verdict)),
            "situations": .count(proof.counts.states), "moves": .count(proof.counts.moves),
            "begins_with": .string(Truth(run.start, run.topology, loss: nil).sentence),
            "taken_for_one": .array(
                proof.merged.map { services in .array(services.map { .string(run.topology.name(of: $0)) }) }),
            "counterexample": counterexample(proof),
            "properties": .array(Property.proved(in: [proof]).map { .string($0.rawValue) }),
            "always": .array(proof.plan.always.map { .string($0.text) }),
            "taken_for_granted": .array(Assumptions.sentences.map(JSON.string)),
        ]
    }

    private static func word(_ verdict: Proof.Verdict) -> String {
        switch verdict {
        case .proved: "proved"
        case .refuted: "refuted"
        case .cutShort: "not proved"
        }
    }

    private static func counterexample(_ proof: Proof) -> JSON {
        guard case .refuted(let counterexample) = proof.verdict else { return .null }
        let story = ProofStory(counterexample, mode: proof.mode)
        let record = MoveRecord(proof.plan)
        return [
            "broken": .string(counterexample.breach.property.rawValue), "why": .string(counterexample.breach.detail),
            "step": .optional(counterexample.breach.node.map { proof.plan.labels[$0.index].id }),
            "place": .optional(counterexample.breach.node.map(story.place)),
            "stated_at": .optional(counterexample.breach.statedAt.map(ProofStory.place)),
            "faults": .count(counterexample.faults),
            "story": .array(
                story.lines.map { line in
                    [
                        "at_ms": .integer(line.at.rawValue), "what": .string(line.text),
                        "is_fault": .bool(line.isFault),
                        "step": .optional(line.node.map { proof.plan.labels[$0.index].id }),
                        "place": .optional(line.node.map(story.place)),
                        "changes": .array(line.changes.map(JSON.string)), "move": record.json(line.move),
                    ]
                }),
        ]
    }
}
