import Runbook

/// An action gets the arguments it declares, each of its type.
enum ActionArguments: Rule {
    static let page = RulePage(
        code: "SY210",
        title: "wrong arguments of an action",
        why: """
            An action that gets an argument it does not know, or misses one, acts on something else than the \
            author meant.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: backup
                run: backup.verify
                with: {regin: us-west-2}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: backup
                run: backup.verify
                with: {region: us-west-2}
            """)

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        for index in subject.linked.entries(of: .run) {
            let entry = subject.entries[index]
            guard case .run(let run) = entry.step.action.value,
                let declaration = subject.context.actions.declaration(named: run.name.value)
            else { continue }
            let known = declaration.arguments.map(\.name)
            for argument in run.with {
                let name = argument.name.value
                guard let declared = declaration.arguments.first(where: { $0.name == name }) else {
                    subject.report.error(
                        self, "\"\(run.name.value)\" has no argument \"\(name)\"",
                        "It takes: \(known.isEmpty ? "none" : known.joined(separator: ", "))."
                            + Suggestion.question(for: name, among: known),
                        at: entry.origin(argument.name.span))
                    continue
                }
                check(argument, as: declared.type, of: run, entry, subject)
            }
            guard entry.isWhole else { continue }
            for declared in declaration.arguments
            where declared.isRequired && !run.with.contains(where: { $0.name.value == declared.name }) {
                subject.report.error(
                    self, "\"\(run.name.value)\" needs the argument \"\(declared.name)\"",
                    "Pass a \(declared.type.name) under with.", at: entry.origin(run.name.span))
            }
        }
    }

    private static func check(
        _ argument: Action.NamedArgument, as type: ParameterType, of run: Action.Run, _ entry: StepEntry,
        _ subject: CheckSubject
    ) {
        let text: String
        switch argument.value.value {
        case .literal(let literal): text = literal
        case .parameter(let name):
            guard let value = entry.scope.value(named: name) else { return }
            text = value.description
        }
        do throws(ParameterValue.Unfit) {
            _ = try ParameterValue(text, as: type)
        } catch {
            subject.report.error(
                self,
                "\"\(text)\" cannot be the argument \"\(argument.name.value)\" of \"\(run.name.value)\": \(error.reason)",
                "Pass a \(type.name).", at: entry.origin(argument.value.span))
        }
    }
}
