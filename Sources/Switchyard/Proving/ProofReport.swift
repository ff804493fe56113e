import Prover
import Runbook
import RunbookCompiler

/// Proofs for people.
package struct ProofReport: Sendable {
    package var runs: [ProofRun]
    package var style: Style

    package init(_ runs: [ProofRun], style: Style = .plain) {
        self.runs = runs
        self.style = style
    }

    package var text: String {
        let blocks = runs.flatMap { run in run.proofs.map { text(of: $0, in: run) } }
        let proved = runs.flatMap(\.proofs).filter(\.isProved)
        let footer = proved.isEmpty ? [] : [meaning(proved)]
        return (blocks + footer).map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func text(of proof: Proof, in run: ProofRun) -> [String] {
        let name = style.bold("\(proof.plan.runbook) version \(proof.plan.version)")
        let head = "\(name) on \(run.environment), \(proof.mode.rawValue): "
        switch proof.verdict {
        case .proved:
            return [head + style.green("proved") + " for up to \(ProofReport.faults(proof.faults)) in a run"]
                + figures(proof)
                + beginnings(proof, run) + properties(proof) + times(proof)
        case .cutShort(let faults):
            return [
                head + style.yellow("not proved") + ": the exploration was cut short among the runs with "
                    + ProofReport.faults(faults)
            ] + figures(proof) + ["  nothing was found until then; --limit gives it more time"]
        case .refuted(let counterexample):
            return [head + style.red("refuted") + ": \(counterexample.breach.detail)"]
                + story(counterexample, proof.mode) + figures(proof)
        }
    }

    static func faults(_ count: Int) -> String { count == 1 ? "1 fault" : "\(count) faults" }

    private func figures(_ proof: Proof) -> [String] {
        return ["  explored: \(proof.counts.states) situations, \(proof.counts.moves) moves"]
    }

    private func beginnings(_ proof: Proof, _ run: ProofRun) -> [String] {
        [
            "  begins \(run.before.map { "after \($0), " } ?? "")with: "
                + Truth(run.start, run.topology, loss: nil).sentence
        ]
            + proof.merged.map { services in
                "  treated alike, so taken for one: " + Truth.list(services.map { run.topology.name(of: $0) })
            }
    }

    private func properties(_ proof: Proof) -> [String] {
        proof.plan.always.map { "  always: \($0.text)" }
    }

    private func times(_ proof: Proof) -> [String] {
        let timing = PlanTiming(proof.plan, mode: proof.mode)
        let back = timing.rollbackWorst.max() ?? .zero
        let path = timing.criticalPath.filter { proof.plan.worst($0, in: proof.mode) > .zero }
        return [
            "  at worst \(timing.worst) of \(proof.plan.deadline - proof.plan.rollbackReserve) forward and "
                + "\(back) of \(proof.plan.rollbackReserve) back; the longest way forward is "
                + path.map { proof.plan.labels[$0.index].id }.joined(separator: " -> ")
        ]
    }

    /// What was proved, and what was not tried.
    private func meaning(_ proved: [Proof]) -> [String] {
        ["proved means that on every path"] + Property.proved(in: proved).map { "  * \($0.rawValue)" }
            + ["taken for granted"] + Assumptions.sentences.map { "  * \($0)" }
    }

    private func story(_ counterexample: Counterexample, _ mode: Mode) -> [String] {
        let story = ProofStory(counterexample, mode: mode)
        return ProofReport.lines(of: story, style) + ProofReport.lines(of: counterexample.breach, in: story, style)
    }

    static func lines(of story: ProofStory, _ style: Style) -> [String] {
        story.lines.enumerated().flatMap { index, line in
            let place = line.node.map { style.dim("  \(story.place(of: $0))") } ?? ""
            let mark = line.isFault ? style.yellow("  <- goes wrong") : ""
            return ["\("\(index + 1)".leftPadded(to: 4))  +\(line.at)  \(line.text)\(mark)\(place)"]
                + line.changes.map { "        " + style.dim($0) }
        }
    }

    static func lines(of breach: Breach, in story: ProofStory, _ style: Style) -> [String] {
        let place = breach.node.map { " (\(story.place(of: $0)))" } ?? ""
        return [
            "      " + style.red("so \(breach.detail)") + place,
            "  broken: \(breach.property.rawValue)" + (breach.statedAt.map { " (\(ProofStory.place($0)))" } ?? ""),
        ]
    }
}
