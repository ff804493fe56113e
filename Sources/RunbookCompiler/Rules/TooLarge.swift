import Runbook

/// A runbook with all its children is no larger than a plan should be.
enum TooLarge: Rule {
    static let page = RulePage(
        code: "SY219",
        title: "runbook too large",
        why: """
            Shifts expand into increments and children into their steps, as often as they are called: a few lines can \
            come to a plan that no memory holds and that nobody could follow.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit: {require: [availability(us-west-2) >= 95%]}
            steps:

            """
                + (1...170).map { step in
                    "  - {id: s\(step), shift: {from: us-east-1, to: us-west-2, soak: 1s, gate: fit, percent: ["
                        + (1...100).map { "\($0)" }.joined(separator: ",") + "]}}\n"
                }.joined(),
        badInWords: "A runbook of 170 shifts in a hundred increments each, every one with its soak and its gate.",
        good: """
            runbook: example
            version: 1
            strategy: custom
            gates:
              fit: {require: [availability(us-west-2) >= 95%]}
            steps:
              - id: shift
                shift: {from: us-east-1, to: us-west-2, soak: 1m, gate: fit, percent: [10, 25, 50, 100]}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        if let excess = subject.linked.excess { return report(subject.entries[excess], subject) }
        for index in subject.linked.entries(of: .runbook) {
            let entry = subject.entries[index]
            guard case .tooLarge? = entry.childProblem, case .runbook(let child) = entry.step.action.value
            else { continue }
            subject.report.error(
                self, "with \"\(child.name.value)\" the children come to too much text, or lie too deep in each other",
                "Nest children at most \(Linker.depthCapacity) deep; with each call counted they may have \(LibraryAnswer.largestText >> 20) MB together.",
                at: entry.origin(child.name.span))
        }
    }

    /// At the root's own step, with the way down to the one that is too much.
    private static func report(_ entry: StepEntry, _ subject: CheckSubject) {
        var places = [entry.idOrigin]
        var scope: Scope? = entry.scope
        while let caller = scope?.caller {
            places.append(caller)
            scope = scope?.parent
        }
        subject.report.error(
            self, "with \"\(entry.name)\" the plan comes to more than \(Linker.nodeCapacity) nodes",
            "Shift in fewer increments, or call fewer children; nothing else was looked at.",
            at: places[places.count - 1],
            notes: places.dropLast().reversed().map { Diagnostic.Note("it is here", at: $0) })
    }
}
