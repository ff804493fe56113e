import Monitoring
import Runbook

/// How a drill's findings are kept.
enum DrillFormat {
    static func json(_ findings: [DrillFinding]) -> JSON {
        .array(
            findings.map {
                [
                    "item": .string($0.item.rawValue), "outcome": .string($0.outcome.rawValue),
                    "evidence": .string($0.evidence), "time_ms": .integer($0.time.rawValue),
                ]
            })
    }

    static func text(_ findings: [DrillFinding]) -> String { json(findings).text(.compact) }

    /// What cannot be read any more is left out, and so earns nothing.
    static func findings(_ text: String) -> [DrillFinding] {
        (JSONReader.read(Array(text.utf8))?.elements ?? []).compactMap { entry in
            guard let item = entry["item"]?.string.flatMap(DrillItem.init),
                let outcome = entry["outcome"]?.string.flatMap(DrillFinding.Outcome.init),
                let evidence = entry["evidence"]?.string, let time = entry["time_ms"]?.integer
            else { return nil }
            return DrillFinding(item, outcome, evidence, at: Milliseconds(time))
        }
    }
}
