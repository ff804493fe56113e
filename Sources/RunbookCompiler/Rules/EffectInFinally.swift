import Runbook

/// What runs at the end, whatever the outcome, changes no region.
enum EffectInFinally: Rule {
    static let page = RulePage(
        code: "SY410",
        title: "effect in finally",
        why: """
            A finally also runs after a rollback, when everything is as it was: a promotion in it would fail over \
            all the same, with no gate before it, no fence that is checked and no way back.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: settle
                wait: 30s
            finally:
              - id: fence_old
                fence: {region: us-east-1}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: fence_old
                fence: {region: us-east-1}
            finally:
              - id: tell
                notify: {channel: operations, message: $run.outcome}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            for index in indices(of: scope.finally) { check(subject.entries[index], subject) }
        }
    }

    private static func check(_ entry: StepEntry, _ subject: CheckSubject) {
        guard entry.isWhole else { return }
        if let child = entry.child {
            guard let effect = firstEffect(of: child, subject) else { return }
            subject.report.error(
                self, "\"\(entry.step.id.value)\" is part of finally, and \(child.runbook.name.value) \(effect.what)",
                "Call it among the steps; only what changes no region may run whatever the outcome.",
                at: entry.idOrigin, notes: [Diagnostic.Note("it does so here", at: effect.entry.idOrigin)])
        } else if let what = change(by: entry.step.action.value, subject) {
            subject.report.error(
                self, "\"\(entry.step.id.value)\" is part of finally and \(what)",
                "Move it to the steps; finally may notify, wait, look at gates, verify, and run actions that touch nothing.",
                at: entry.idOrigin)
        }
    }

    /// What a child and its own children change or ask; what is in their `finally` is reported there.
    private static func firstEffect(
        of scope: Scope, _ subject: CheckSubject
    ) -> (entry: StepEntry, what: String)? {
        for index in indices(of: scope.steps) {
            let entry = subject.entries[index]
            if let child = entry.child {
                if let found = firstEffect(of: child, subject) { return found }
            } else if let what = change(by: entry.step.action.value, subject) {
                return (entry, what)
            }
        }
        return nil
    }

    /// Ready to follow the name of who does it; nil when nothing is changed and nobody is waited for.
    private static func change(by action: Action, _ subject: CheckSubject) -> String? {
        switch action {
        case .shift: "moves traffic"
        case .promote: "makes a region the writer"
        case .fence: "takes the right to write from a region"
        case .replicate: "rebuilds a region's data"
        case .scale: "changes a region's capacity"
        case .approve: "waits for people, though nothing depends on their answer any more"
        case .run(let run):
            subject.context.actions.declaration(named: run.name.value).flatMap {
                $0.touches.isEmpty ? nil : "runs \($0.name), which changes a region"
            }
        case .gate, .verify, .wait, .runbook, .notify: nil
        }
    }

    private static func indices(of elements: [LinkedElement]) -> [Int] {
        elements.flatMap { element in
            switch element {
            case .step(let index): [index]
            case .parallel(let branches): branches.flatMap(indices)
            }
        }
    }
}
