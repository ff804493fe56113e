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
        let blocks = runs.flatMap(blocks)
        let proved = runs.flatMap(\.proofs).filter(\.isProved)
        let footer = proved.isEmpty ? [] : [meaning(proved)]
        return (blocks + footer).map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// One for each mode; what is told of two alike is told once.
    private func blocks(_ run: ProofRun) -> [[String]] {
        var told: [(modes: [String], lines: [String])] = []
        for proof in run.proofs {
            let lines = text(of: proof, in: run)
            if let last = told.last, last.lines == lines {
                told[told.count - 1].modes.append(proof.mode.rawValue)
            } else {
                told.append(([proof.mode.rawValue], lines))
            }
        }
        return told.map { modes, lines in
            guard let plan = run.proofs.first?.plan, let first = lines.first else { return lines }
            let name = style.bold("\(plan.runbook) version \(plan.version)")
            return ["\(name) on \(run.environment), \(Truth.list(modes)): \(first)"] + lines.dropFirst()
        }
    }

    /// Without the words before the verdict.
    private func text(of proof: Proof, in run: ProofRun) -> [String] {
        switch proof.verdict {
        case .proved:
            return [style.green("proved") + " for up to \(ProofReport.faults(proof.faults)) in a run"]
                + figures(proof)
                + beginnings(proof, run) + properties(proof) + times(proof)
        case .cutShort(let faults):
            return [
                style.yellow("not proved") + ": the exploration was cut short among the runs with "
                    + ProofReport.faults(faults)
            ] + figures(proof) + ["  nothing was found until then; --limit gives it more time"]
        case .refuted(let counterexample):
            let faults =
                counterexample.faults == 0 ? "without any fault" : "with " + ProofReport.faults(counterexample.faults)
            return [style.red("refuted") + " \(faults): \(counterexample.breach.detail)"]
                + beginnings(proof, run) + story(counterexample, proof.mode)
        }
    }

    static func faults(_ count: Int) -> String { count == 1 ? "1 fault" : "\(count) faults" }

    private func figures(_ proof: Proof) -> [String] {
        return ["  explored: \(proof.counts.states) situations, \(proof.counts.moves) moves"]
    }

    private func beginnings(_ proof: Proof, _ run: ProofRun) -> [String] {
        let bindings = proof.plan.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        return (bindings.isEmpty ? [] : ["  with \(bindings.joined(separator: ", "))"]) + [
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
            let mark = line.isFault ? style.yellow("  <- a fault") : ""
            return ["\("\(index + 1)".leftPadded(to: 4))  +\(line.at)  \(line.text)\(mark)\(place)"]
                + line.changes.map { "        " + style.dim($0) }
        }
    }

    static func lines(of breach: Breach, in story: ProofStory, _ style: Style) -> [String] {
        let place = breach.node.map { " (\(story.place(of: $0)))" } ?? ""
        var unreached = story.unreached.map { "\(story.plan.labels[$0.index].id) (\(story.place(of: $0)))" }
        if unreached.count > 3 { unreached = unreached.prefix(2) + ["\(unreached.count - 2) more"] }
        return [
            "      " + style.red("so \(breach.detail)") + place,
            "  broken: \(breach.property.rawValue)" + (breach.statedAt.map { " (\(ProofStory.place($0)))" } ?? ""),
        ]
            + (unreached.isEmpty
                ? [] : ["  \(story.isOver ? "never reached" : "not reached yet"): \(Truth.list(unreached))"])
    }
}
