import Engine
import Prover
package import Runbook
package import RunbookCompiler
import Simulation
import World

/// A cheap proof beside the check: one fault, and two seconds for both modes together.
package enum CheckProof {
    private static let faults = 1
    private static let limit = Duration.seconds(2)

    /// What goes wrong in a runbook without errors, from regions as the environment declares them.
    package static func diagnostics(
        of checked: CheckedRunbook, _ environment: Environment, _ mode: Mode?
    ) -> [Diagnostic] {
        let plan = checked.plan
        let place = SourceOrigin(file: checked.runbook.file, span: checked.runbook.name.span)
        guard checked.isRunnable else {
            return [unprovable("some of its parameters have no value", "Give each with --set NAME=VALUE.", at: place)]
        }
        let start: WorldState
        do throws(OrchestratorError) {
            start = try Composition.world(of: environment, seed: environment.simulation.seed).observation()
        } catch {
            return []
        }
        let limits = SearchLimits(time: limit)
        var found: [Diagnostic] = []
        for mode in mode.map({ [$0] }) ?? Mode.allCases {
            if let refusal = RehearsalStage.refusal(of: plan, mode, start, environment) {
                return [
                    unprovable(
                        "it does not begin where the environment does: \(refusal.message)",
                        "Prove it from where it begins: switchyard prove --after FILE.", at: place)
                ]
            }
            let proof = Proof.make(plan, mode: mode, from: start, faults: faults, limits: limits)
            if let diagnostic = diagnostic(of: proof, at: place), !found.contains(where: { $0.isLike(diagnostic) }) {
                found.append(diagnostic)
            }
        }
        return found
    }

    private static func diagnostic(of proof: Proof, at place: SourceOrigin) -> Diagnostic? {
        switch proof.verdict {
        case .proved: return nil
        case .cutShort(let faults):
            let seconds = limit.components.seconds
            return Diagnostic(
                code: cutShortPage.code, severity: .warning,
                message: "not proved in \(seconds)s: cut short among the runs with \(ProofReport.faults(faults))",
                help: "Take the time that it needs: switchyard prove.", at: place)
        case .refuted(let counterexample):
            return diagnostic(of: counterexample, proof.mode, at: place)
        }
    }

    /// The story's lines are the notes, so that an editor can go through them.
    private static func diagnostic(
        of counterexample: Counterexample, _ mode: Mode, at place: SourceOrigin
    ) -> Diagnostic {
        let story = ProofStory(counterexample, mode: mode)
        let (breach, labels) = (counterexample.breach, counterexample.plan.labels)
        let blamed = breach.node ?? story.lines.last { $0.node != nil }?.node
        let origin = blamed.map { labels[$0.index].origin } ?? place
        var notes: [Diagnostic.Note] = []
        for line in story.lines {
            let words = "+\(line.at) \(line.text)\(line.isFault ? " (a fault)" : "")"
            notes.append(Diagnostic.Note(words, at: line.node.map { labels[$0.index].origin } ?? origin))
        }
        if let stated = breach.statedAt { notes.append(Diagnostic.Note("what is broken is stated here", at: stated)) }
        return Diagnostic(
            code: refutedPage.code, message: "\(mode.rawValue): \(breach.detail)",
            help:
                "Change this step, or one before it; the notes tell what happens. Broken: \(breach.property.rawValue).",
            at: origin, notes: notes)
    }

    private static func unprovable(_ why: String, _ help: String, at place: SourceOrigin) -> Diagnostic {
        Diagnostic(
            code: unprovablePage.code, severity: .warning, message: "not proved: \(why)", help: help, at: place)
    }
}

extension Diagnostic {
    /// The same place goes wrong in the same way in another mode.
    fileprivate func isLike(_ other: Diagnostic) -> Bool {
        code == other.code && origin == other.origin
            && message.drop { $0 != ":" } == other.message.drop { $0 != ":" }
    }
}
