import Engine
package import Monitoring
package import Runbook

/// What a drill found, against the one before it.
package struct DrillReport: LookoutReport, Sendable {
    package var drill: Drill
    /// Earlier drills between the same regions, the latest first.
    package var past: [Past]
    /// Why earlier drills cannot be told of.
    package var gap: String?

    package struct Past: Sendable {
        package var time: Milliseconds
        package var findings: [DrillFinding]
        /// What it was worth then, and what is left of that now.
        package var then: Readiness
        package var now: Readiness
    }

    /// - Parameter count: how many earlier drills are compared and shown.
    package static func make(
        _ drill: Drill, in store: String, atMost count: Int = 5
    ) async -> DrillReport {
        do {
            guard let history = try Composition.existingHistory(in: store) else {
                return DrillReport(drill: drill, past: [])
            }
            let records = try await history.drills(
                of: drill.environment, from: drill.source, to: drill.target, atMost: count)
            let past = records.filter { $0.time < drill.time }.map { record in
                let findings = DrillFormat.findings(record.findings)
                return Past(
                    time: record.time, findings: findings, then: Readiness(findings, at: record.time),
                    now: Readiness(
                        findings, at: drill.time, isVoid: drill.digest.isEmpty || record.planDigest != drill.digest))
            }
            return DrillReport(drill: drill, past: past)
        } catch {
            let why = (error as? StoreError).map(OrchestratorError.init)?.message ?? "\(error)"
            return DrillReport(drill: drill, past: [], gap: "earlier drills cannot be read: \(why)")
        }
    }

    private func points(_ item: DrillItem) -> Int { Int((drill.readiness.points[item] ?? 0).rounded(.down)) }

    /// What a drill can never show, because it does nothing.
    private static let notCovered =
        "Not covered: that traffic, fence and promotion really succeed, and how long they take; only a switchover shows that."

    package func text(_ style: Style, width: Int = 80) -> String {
        let score = drill.readiness.score
        var lines = [
            style.bold("\(drill.source) to \(drill.target): \(score) of 100") + change(style),
            style.dim("with \(drill.runbook), \(Timestamp(drill.time).rfc3339); nothing was changed"), "",
        ]
        for finding in drill.findings {
            let mark =
                switch finding.outcome {
                case .passed: style.green("passed")
                case .failed: style.red("failed")
                case .notMeasured: style.yellow("not measured")
                }
            let worth = "\(points(finding.item))/\(finding.item.worth)"
            let pad = String(repeating: " ", count: 14 - finding.outcome.rawValue.count)
            lines.append(
                "  \(mark)\(pad)\(String(repeating: " ", count: 5 - worth.count))\(worth)  \(finding.item.title)")
            lines += finding.evidence.wrapped(to: width - 23).map { String(repeating: " ", count: 23) + style.dim($0) }
        }
        lines += [""] + DrillReport.notCovered.wrapped(to: width)
        if let gap { lines += [""] + gap.printable.wrapped(to: width) }
        if !past.isEmpty { lines += [""] + past.map { line($0, style) } }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ past: Past, _ style: Style) -> String {
        let worth = past.now.isVoid ? "void: the plan or the regions have changed since" : "worth \(past.now.score) now"
        return style.dim("\(Timestamp(past.time).rfc3339)  \(past.then.score) of 100, \(worth)")
    }

    /// Against the last one.
    private func change(_ style: Style) -> String {
        guard let last = past.first else { return "" }
        let changes = drill.findings.compactMap { finding -> String? in
            let before = last.findings.first { $0.item == finding.item }?.outcome
            return before == nil || before == finding.outcome
                ? nil : "\(finding.item.rawValue) \(finding.outcome.rawValue)"
        }
        let difference = drill.readiness.score - last.then.score
        if changes.isEmpty, difference == 0 { return ", as last time" }
        let sign = difference >= 0 ? "+" : ""
        return ", \(sign)\(difference) against the last"
            + (changes.isEmpty ? "" : " (\(changes.joined(separator: ", ")))")
    }

    package var json: JSON {
        [
            "environment": .string(drill.environment), "source": .string(drill.source), "target": .string(drill.target),
            "runbook": .string(drill.runbook), "time": .string(Timestamp(drill.time).rfc3339),
            "plan_digest": .string(drill.digest), "score": .count(drill.readiness.score),
            "findings": .array(
                drill.findings.map { finding in
                    [
                        "item": .string(finding.item.rawValue), "outcome": .string(finding.outcome.rawValue),
                        "points": .count(points(finding.item)), "worth": .count(finding.item.worth),
                        "evidence": .string(finding.evidence), "time": .string(Timestamp(finding.time).rfc3339),
                    ]
                }),
            "not_covered": .string(DrillReport.notCovered),
            "past": .array(
                past.map {
                    [
                        "time": .string(Timestamp($0.time).rfc3339), "score": .count($0.then.score),
                        "worth_now": .count($0.now.score), "void": .bool($0.now.isVoid),
                    ]
                }),
        ]
    }
}
