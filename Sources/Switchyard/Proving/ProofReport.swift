import Engine
import Prover
import Runbook
import RunbookCompiler

/// Proofs for people.
package struct ProofReport: Sendable {
    package var run: ProofRun
    package var style: Style

    package init(_ run: ProofRun, style: Style = .plain) {
        self.run = run
        self.style = style
    }

    package var text: String {
        run.proofs.map { text(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func text(of proof: Proof) -> [String] {
        let name = style.bold("\(proof.plan.runbook) version \(proof.plan.version)")
        let head = "\(name) on \(run.environment), \(proof.mode.rawValue): "
        let bound = proof.faults == 1 ? "1 fault" : "\(proof.faults) faults"
        switch proof.verdict {
        case .proved:
            return [head + style.green("proved") + " for up to \(bound) in a run"] + figures(proof) + assumptions(proof)
                + times(proof)
        case .cutShort(let faults):
            return [
                head + style.yellow("not proved") + ": the exploration was cut short among the runs with "
                    + (faults == 1 ? "1 fault" : "\(faults) faults")
            ] + figures(proof) + ["  nothing was found until then; give it more time with --limit"]
        case .refuted(let counterexample):
            return [head + style.red("refuted") + ": \(counterexample.breach.detail)"]
                + story(ProofStory(counterexample, mode: proof.mode)) + figures(proof)
        }
    }

    private func figures(_ proof: Proof) -> [String] {
        var parts = proof.counts.statesByFaults.enumerated().map { faults, states in
            "\(states) with at most \(faults)"
        }
        if parts.isEmpty { parts = ["the start alone"] }
        return ["  situations explored: \(parts.joined(separator: ", ")); moves tried: \(proof.counts.moves)"]
    }

    private func assumptions(_ proof: Proof) -> [String] {
        let names = proof.merged.map { Truth.list($0.map { run.topology.name(of: $0) }) }
        return ["  holds: " + Property.allCases.map(\.rawValue).joined(separator: "; ")]
            + ["  begins with: " + Truth(run.start, run.topology, loss: nil).sentence]
            + names.map { "  taken for one, since the runbook treats them alike: \($0)" }
            + ["  takes for granted: \(Assumptions.sentence)"]
    }

    private func times(_ proof: Proof) -> [String] {
        let timing = PlanTiming(proof.plan, mode: proof.mode)
        let back = timing.rollbackWorst.max() ?? .zero
        let path = timing.criticalPath.filter { proof.plan.worst($0, in: proof.mode) > .zero }
        return [
            "  at worst \(timing.worst) of \(proof.plan.deadline - proof.plan.rollbackReserve) forward, by "
                + path.map { proof.plan.labels[$0.index].id }.joined(separator: " -> "),
            "  at worst \(back) of \(proof.plan.rollbackReserve) back",
        ]
    }

    private func story(_ story: ProofStory) -> [String] {
        var lines: [String] = []
        for (index, line) in story.lines.enumerated() {
            let place = line.node.map { style.dim("  \(story.place(of: $0))") } ?? ""
            let mark = line.isFault ? style.yellow("  <- goes wrong") : ""
            lines.append("\("\(index + 1)".leftPadded(to: 4))  +\(line.at)  \(line.text)\(mark)\(place)")
            lines += line.changes.map { "        " + style.dim($0) }
        }
        let breach = story.counterexample.breach
        let place = breach.node.map { " (\(story.place(of: $0)))" } ?? ""
        return lines + [
            "      " + style.red("so \(breach.detail)") + place,
            "  broken: \(breach.property.rawValue)",
        ]
    }
}
