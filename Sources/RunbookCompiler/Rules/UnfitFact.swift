import Runbook

/// What a parameter or the mode is compared with is one of its values.
enum UnfitFact: Rule {
    static let page = RulePage(
        code: "SY217",
        title: "comparison that can never hold",
        why: """
            A when that compares a parameter with something it can never be is never true, and its step never runs.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              depth: {type: choice, choices: [shallow, deep], default: deep}
            steps:
              - id: settle
                when: $depth == deeep
                wait: 30s
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            parameters:
              depth: {type: choice, choices: [shallow, deep], default: deep}
            steps:
              - id: settle
                when: $depth == deep
                wait: 30s
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for scope in subject.linked.scopes {
            for gate in scope.runbook.gates {
                for requirement in gate.require { check(requirement.condition.value, scope, subject) }
            }
            for property in scope.runbook.always { check(property.condition.value, scope, subject) }
        }
        for index in subject.linked.withWhen {
            let entry = subject.entries[index]
            if let when = entry.step.when { check(when.value, entry.scope, subject) }
        }
    }

    private static func check(_ condition: Condition, _ scope: Scope, _ subject: CheckSubject) {
        switch condition {
        case .comparison, .claim: break
        case .fact(let name, let comparison, let literal):
            checkFact(name, comparison, literal, scope, subject)
        case .and(let parts), .or(let parts): for part in parts { check(part.value, scope, subject) }
        case .not(let part): check(part.value, scope, subject)
        }
    }

    private static func checkFact(
        _ name: Located<String>, _ comparison: ComparisonOperator, _ literal: Located<String>, _ scope: Scope,
        _ subject: CheckSubject
    ) {
        let isOrdered: Bool
        if name.value == "mode" {
            isOrdered = false
            if Mode(rawValue: literal.value) == nil {
                let modes = Mode.allCases.map(\.rawValue)
                subject.report.error(
                    self, "\"\(literal.value)\" is no mode",
                    "Compare with \(modes.joined(separator: " or "))."
                        + Suggestion.question(for: literal.value, among: modes),
                    at: scope.origin(literal.span))
            }
        } else {
            guard let index = scope.parameter(named: name.value) else { return }
            let type = scope.runbook.parameters[index].type.value
            isOrdered = [.integer, .percentage, .duration].contains(type)
            do throws(ParameterValue.Unfit) {
                _ = try ParameterValue(literal.value, as: type)
            } catch {
                subject.report.error(
                    self, "$\(name.value) can never be \"\(literal.value)\": \(error.reason)",
                    "Compare it with a \(type.name).", at: scope.origin(literal.span))
            }
        }
        guard !isOrdered, comparison != .equal, comparison != .notEqual else { return }
        subject.report.error(
            self, "$\(name.value) is neither more nor less than another value", "Compare it with == or !=.",
            at: scope.origin(name.span))
    }
}
