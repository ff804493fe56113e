import Prover
import Runbook
import RunbookCompiler

/// Proofs for Mermaid: of each refuted one its story, from above to below; of the others one box.
struct ProofDrawing {
    private let runs: [ProofRun]

    init(_ runs: [ProofRun]) { self.runs = runs }

    var text: String {
        var lines = ["flowchart TB"]
        var number = 0
        for run in runs {
            for proof in run.proofs {
                lines += subgraph(proof, in: run, number)
                number += 1
            }
        }
        return
            (lines + [
                "  classDef fault stroke:#d80,stroke-width:3px", "  classDef broken stroke:#c00,stroke-width:3px",
            ])
            .joined(separator: "\n") + "\n"
    }

    private func subgraph(_ proof: Proof, in run: ProofRun, _ number: Int) -> [String] {
        let title = "\(proof.plan.runbook) version \(proof.plan.version) on \(run.environment), \(proof.mode.rawValue)"
        return ["  subgraph p\(number)[\(PlanGraph.mermaidText(title))]"]
            + boxes(proof, "p\(number)_").map { "    " + $0 }
            + ["  end"]
    }

    private func boxes(_ proof: Proof, _ prefix: String) -> [String] {
        switch proof.verdict {
        case .proved:
            return [
                "\(prefix)0(\(PlanGraph.mermaidText("proved for up to \(ProofReport.faults(proof.faults)) in a run")))"
            ]
        case .cutShort(let faults):
            let words = "not proved: cut short among the runs with \(ProofReport.faults(faults))"
            return ["\(prefix)0(\(PlanGraph.mermaidText(words)))"]
        case .refuted(let counterexample):
            let story = ProofStory(counterexample, mode: proof.mode)
            let boxes = story.lines.enumerated().map { index, line in
                let words = (["+\(line.at)  \(line.text)"] + line.changes).joined(separator: "<br>")
                return "\(prefix)\(index)[\(PlanGraph.mermaidText(words))]\(line.isFault ? ":::fault" : "")"
            }
            let end = "\(prefix)\(boxes.count){{\(PlanGraph.mermaidText(counterexample.breach.detail))}}:::broken"
            let arrows = boxes.indices.map { "\(prefix)\($0) --> \(prefix)\($0 + 1)" }
            return boxes + [end] + arrows
        }
    }
}
