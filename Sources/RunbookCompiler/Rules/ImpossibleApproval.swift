import Runbook

/// An approval can be given by the people there are.
enum ImpossibleApproval: Rule {
    static let page = RulePage(
        code: "SY607",
        title: "approval that nobody can give",
        why: """
            A run that waits for an answer nobody may give waits until its time is up, and then rolls back.
            """,
        bad: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [lead], need: 2}
            """,
        good: """
            runbook: example
            version: 1
            strategy: custom
            steps:
              - id: go_ahead
                approve: {ask: Go on?, from: [sre], need: 2}
            """)

    static let needsEnvironment = true

    static let judgesDrafts = true

    static func check(_ subject: CheckSubject) {
        guard let environment = subject.environment else { return }
        for index in subject.linked.entries(of: .approve) {
            let entry = subject.entries[index]
            // Without roles anybody may answer, and nobody knows how many that is.
            guard entry.isWhole, case .approve(let approve) = entry.step.action.value, !approve.from.isEmpty
            else { continue }
            let roles = environment.roles.filter { role in approve.from.contains { $0.value == role.name.value } }
            guard roles.count == Set(approve.from.map(\.value)).count else { continue }
            let people = Set(roles.flatMap { $0.people.map(\.value) })
            guard !people.contains("*") else { continue }
            let need = entry.scope.number(approve.need) ?? 1
            let isOther = approve.notInitiator?.value ?? false
            let count = Int64(people.count)
            let names = approve.from.map(\.value).joined(separator: ", ")
            let span = approve.from.first?.span ?? entry.step.id.span
            let notes = roles.map {
                Diagnostic.Note(
                    "the role \($0.name.value) is here", at: SourceOrigin(file: environment.file, span: $0.name.span))
            }
            if count == 0 {
                subject.report.error(
                    self, "nobody can give this approval: there is nobody in \(names)",
                    "Add people to the role, or ask another one.", at: entry.origin(span), notes: notes)
            } else if need > count {
                subject.report.error(
                    self,
                    "this approval needs \(need) people, but there \(count == 1 ? "is only one" : "are only \(count)") in \(names)",
                    "Ask for fewer, or for further roles.", at: entry.origin(approve.need?.span ?? span), notes: notes)
            } else if isOther, need > count - 1 {
                subject.report.error(
                    self,
                    "this approval needs \(need == 1 ? "somebody" : "\(need) people") other than the initiator, but there \(count == 1 ? "is only one" : "are only \(count)") in \(names)",
                    "Add people to the role, or ask for further roles.",
                    at: entry.origin(approve.notInitiator?.span ?? span), notes: notes)
            }
        }
    }
}
