import RunbookCompiler

/// A case for people: its files, its faults, and how it is told again.
package struct CaseReport {
    package var text: String

    package init(_ shown: Case, _ violation: Violation?) {
        var lines: [String] = []
        if let violation { lines.append("\(violation.checker): \(violation.message)") }
        lines += ["mode \(shown.specimen.mode), \(shown.specimen.nature)", "", "--- environment.yaml"]
        lines += [shown.specimen.texts.environment, "--- runbook.yaml", shown.specimen.texts.runbook]
        for (name, text) in shown.specimen.texts.children.sorted(by: { $0.key < $1.key }) {
            lines += ["--- \(name).yaml", text]
        }
        lines += ["--- faults.yaml", Fault.yaml(shown.faults, shown.specimen.plan.topology)]
        lines += ["", "again: swift run -c release hunt --case \(shown.number)"]
        text = lines.joined(separator: "\n")
    }
}
