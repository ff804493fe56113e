package import Engine
package import Runbook

/// Past and present runs, the latest first.
package enum RunList {
    /// `id`, `runbook`, `outcome`, `started`, `ended` (RFC 3339, UTC; null while it goes on), and `version`,
    /// `environment`, `mode`, `parameters`, `initiator`, `attended`, `truth` and `supersedes`.
    package static func json(_ run: RunSummary) -> JSON {
        let header = run.header
        let parameters = header.parameters.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
        return [
            "id": .string(header.run), "runbook": .string(header.runbook), "outcome": .string(run.status.rawValue),
            "started": .string(Timestamp(header.started).rfc3339),
            "ended": .optional(run.ended.map { Timestamp($0).rfc3339 }), "version": .integer(header.version),
            "environment": .string(header.environment), "mode": .string(header.mode.rawValue),
            "parameters": .object(parameters), "initiator": .string(header.initiator),
            "attended": .bool(run.isAttended), "truth": .string(run.truth),
            "supersedes": .optional(header.supersedes),
        ]
    }

    package static func text(_ runs: [RunSummary], style: Style) -> String {
        guard !runs.isEmpty else { return "no runs yet\n" }
        let rows = runs.map { run in
            let length = run.ended.map { ($0 - run.header.started).clock } ?? ""
            return [
                run.header.run, run.header.runbook, status(run), Timestamp(run.header.started).rfc3339, length,
            ]
        }
        let titles = ["ID", "RUNBOOK", "OUTCOME", "STARTED", "TOOK"]
        let widths = titles.indices.map { column in ([titles] + rows).map { $0[column].displayWidth }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            var text = zip(cells, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        return style.dim(line(titles)) + rows.map(line).joined()
    }

    private static func status(_ run: RunSummary) -> String {
        run.status == .running && !run.isAttended ? "interrupted" : run.status.rawValue
    }
}
