import Runbook

/// Counts and shares are in their range.
enum NumberRange: Rule {
    static let page = RulePage(
        code: "SY506",
        title: "number out of range",
        why: """
            Nobody means a thousand attempts or a share above everything; a slip like that is found out here \
            rather than in production.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                retry: {attempts: $tries}
            parameters:
              tries: {type: integer, default: 1000}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                retry: {attempts: $tries}
            parameters:
              tries: {type: integer, default: 5}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            check(scope.runbook.defaults.retry, scope, subject)
            for gate in scope.runbook.gates {
                check(gate.passes, 1...255, scope, subject)
                check(gate.toleratedBreaches, 0...255, scope, subject)
                check(gate.toleratedUnknown, 0...255, scope, subject)
                check(gate.minimumSamples, 0...1_000_000_000, scope, subject)
            }
        }
        for index in subject.linked.withTimes {
            let entry = subject.entries[index]
            if let retry = entry.step.retry { check(retry, entry.scope, subject) }
        }
        for kind in [ActionKind.approve, .shift, .scale] {
            for index in subject.linked.entries(of: kind) { check(subject.entries[index], subject) }
        }
    }

    private static func check(_ entry: StepEntry, _ subject: CheckSubject) {
        switch entry.step.action.value {
        case .approve(let approve): check(approve.need, 1...255, entry.scope, subject)
        case .shift(let shift):
            for percent in shift.percent { check(percent, above: .zero, to: .all, entry.scope, subject) }
        case .scale(let scale): check(scale.to, above: BasisPoints(-1), to: .percent(1000), entry.scope, subject)
        default: break
        }
    }

    private static func check(_ retry: Retry?, _ scope: Scope, _ subject: CheckSubject) {
        check(retry?.attempts, 1...100, scope, subject)
        check(retry?.factor, 1...100, scope, subject)
    }

    private static func check(
        _ argument: Argument<Int64>?, _ range: ClosedRange<Int64>, _ scope: Scope, _ subject: CheckSubject
    ) {
        guard let argument, let number = scope.number(argument), !range.contains(number) else { return }
        subject.report.error(
            self, "\(number) is out of range here", "Write a number from \(range.lowerBound) to \(range.upperBound).",
            at: scope.origin(argument.span))
    }

    private static func check(
        _ argument: Argument<BasisPoints>, above least: BasisPoints, to most: BasisPoints, _ scope: Scope,
        _ subject: CheckSubject
    ) {
        guard let share = scope.share(argument), share <= least || share > most else { return }
        let bounds = least == .zero ? "more than 0% and at most \(most)" : "from 0% to \(most)"
        subject.report.error(
            self, "\(share) is out of range here", "Write \(bounds).", at: scope.origin(argument.span))
    }
}
