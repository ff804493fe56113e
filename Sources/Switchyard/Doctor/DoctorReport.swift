import Engine
package import Runbook
import RunbookYAML

/// An examination for people, and for programs.
package struct DoctorReport: Sendable {
    package var environment: String
    package var examinations: [PartExamination]

    package init(environment: String, examinations: [PartExamination]) {
        self.environment = environment
        self.examinations = examinations
    }

    /// Of an environment by path or by name.
    package static func make(_ name: String?) async throws(OrchestratorError) -> DoctorReport {
        var loader = DocumentLoader()
        let environment = try loader.load(
            Places.environment(name, besides: nil), EnvironmentReader.read, .environment)
        return DoctorReport(environment: environment.name.value, examinations: try await Doctor.examine(environment))
    }

    package var hasFault: Bool { examinations.contains(where: \.hasFault) }

    package func text(_ style: Style) -> String {
        var lines: [String] = []
        for examination in examinations {
            let parts = examination.parts.map(\.rawValue).joined(separator: ", ")
            lines.append(style.bold(examination.adapter ?? "nobody") + ": \(parts)")
            if examination.findings.isEmpty { lines.append("  " + style.green("ok") + "       it needs nothing") }
            for finding in examination.findings {
                lines.append("  " + mark(finding.weight, style) + finding.sentence.printable)
                if !finding.help.isEmpty { lines.append("           " + style.dim(finding.help.printable)) }
            }
        }
        return (lines + [summary]).joined(separator: "\n") + "\n"
    }

    private func mark(_ weight: AdapterFinding.Weight, _ style: Style) -> String {
        switch weight {
        case .sound: style.green("ok") + "       "
        case .caution: style.yellow("caution") + "  "
        case .fault: style.red("fault") + "    "
        }
    }

    private var summary: String {
        let found = examinations.flatMap(\.findings)
        let (faults, cautions) = (found.count { $0.weight == .fault }, found.count { $0.weight == .caution })
        if faults + cautions == 0 { return "\(environment) is ready" }
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        return [(faults, "fault"), (cautions, "caution")].filter { $0.0 > 0 }.map(count).joined(separator: ", ")
            + " in \(environment); nothing was changed"
    }

    package var json: JSON {
        [
            "environment": .string(environment),
            "is_ready": .bool(!hasFault),
            "adapters": .array(
                examinations.map { examination in
                    [
                        "adapter": .optional(examination.adapter),
                        "parts": .array(examination.parts.map { .string($0.rawValue) }),
                        "findings": .array(
                            examination.findings.map { finding in
                                [
                                    "weight": .string(finding.weight.rawValue), "sentence": .string(finding.sentence),
                                    "help": .string(finding.help),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
