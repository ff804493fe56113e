import Runbook

/// Every wait ends, and in a time that somebody can mean.
enum DurationRange: Rule {
    static let page = RulePage(
        code: "SY501",
        title: "time out of range",
        why: """
            A wait of a year is a slip of the unit, and a time-out of nothing fails every attempt: both are \
            found out in the middle of a failover.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                retry: {delay: 30d}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: warm
                scale: {region: us-west-2, to: 100%}
                retry: {delay: 30s}
            """)

    /// A week: no failover lasts as long.
    private static let longest = Milliseconds.hours(7 * 24)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            let runbook = scope.runbook
            for time in [runbook.limits.deadline, runbook.defaults.timeout, runbook.defaults.attemptTimeout] {
                check(time, scope, subject, mayBeNothing: false)
            }
            check(runbook.limits.rollbackReserve, scope, subject)
            check(runbook.defaults.retry?.delay, scope, subject)
            check(runbook.defaults.retry?.maximumDelay, scope, subject)
            for gate in runbook.gates {
                check(gate.every, scope, subject, mayBeNothing: false)
                check(gate.within, scope, subject, mayBeNothing: false)
            }
        }
        for index in subject.linked.withTimes {
            let entry = subject.entries[index]
            check(entry.step.timeout, entry.scope, subject, mayBeNothing: false)
            check(entry.step.attemptTimeout, entry.scope, subject, mayBeNothing: false)
            if let retry = entry.step.retry {
                check(retry.delay, entry.scope, subject)
                check(retry.maximumDelay, entry.scope, subject)
            }
        }
        for kind in [ActionKind.wait, .approve, .shift] {
            for index in subject.linked.entries(of: kind) {
                let entry = subject.entries[index]
                switch entry.step.action.value {
                case .wait(let time): check(time, entry.scope, subject)
                case .approve(let approve): check(approve.within, entry.scope, subject, mayBeNothing: false)
                case .shift(let shift): check(shift.soak, entry.scope, subject)
                default: break
                }
            }
        }
    }

    private static func check(
        _ argument: Argument<Milliseconds>?, _ scope: Scope, _ subject: CheckSubject, mayBeNothing: Bool = true
    ) {
        guard let argument, let time = scope.time(argument) else { return }
        if time > longest {
            subject.report.error(
                self, "\(time) is longer than a failover can take", "Write at most \(longest).",
                at: scope.origin(argument.span))
        } else if time < .zero || time == .zero && !mayBeNothing {
            subject.report.error(
                self, "a time of \(time) leaves no time at all", "Write more than 0s.", at: scope.origin(argument.span))
        }
    }
}
