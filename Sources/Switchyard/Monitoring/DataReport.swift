package import Engine
package import Runbook
package import RunbookCompiler

/// Whether the data of two regions agrees.
package struct DataReport: LookoutReport, Sendable {
    package var source: String
    package var target: String
    package var topology: Topology
    package var agreements: [DataAgreement]

    package static func make(
        _ lookout: Lookout, _ one: String, _ other: String, within limit: Milliseconds
    ) async throws(OrchestratorError) -> DataReport {
        let (from, to) = (try lookout.region(one), try lookout.region(other))
        guard from != to else {
            throw OrchestratorError(.unusable, "\(one) agrees with itself", help: "Name two regions")
        }
        return DataReport(
            source: one, target: other, topology: lookout.topology,
            agreements: await lookout.regions.adapters.compare(from, to, within: limit))
    }

    /// What could not be compared does not agree.
    package var agrees: Bool { !agreements.isEmpty && agreements.allSatisfy { $0.verdict == .agrees } }

    package func text(_ style: Style, width: Int = 80) -> String {
        guard !agreements.isEmpty else { return "no service has data in both \(source) and \(target)\n" }
        var lines: [String] = []
        for agreement in agreements {
            let word =
                switch agreement.verdict {
                case .agrees: style.green("agrees")
                case .differs: style.red("differs")
                case .unknown: style.yellow("not compared")
                }
            let size = agreement.rows > 0 ? ", \(agreement.rows) rows in \(agreement.tables) tables" : ""
            lines.append("\(style.bold(topology.name(of: agreement.service)))  \(word)\(size)")
            lines += agreement.detail.printable.wrapped(to: width - 2).map { "  " + style.dim($0) }
            for difference in agreement.differences { lines += words(difference, width) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func words(_ difference: DataAgreement.Difference, _ width: Int) -> [String] {
        let kinds = [
            ("changed", difference.changed), ("only in \(source)", difference.missing),
            ("only in \(target)", difference.extra),
        ].filter { !$0.1.isEmpty }
        let shown = kinds.reduce(0) { $0 + $1.1.count }
        let more = difference.count > shown ? ["    and \(difference.count - shown) more"] : []
        return [
            "  \(difference.place): \(difference.count) row\(difference.count == 1 ? "" : "s") differ\(difference.count == 1 ? "s" : "")"
        ]
            + kinds.flatMap { kind in
                "\(kind.0): \(kind.1.joined(separator: " "))".wrapped(to: width - 4).map { "    " + $0 }
            } + more
    }

    package var json: JSON {
        [
            "source": .string(source), "target": .string(target), "agrees": .bool(agrees),
            "services": .array(
                agreements.map { agreement in
                    [
                        "service": .string(topology.name(of: agreement.service)),
                        "verdict": .string(agreement.verdict.rawValue), "rows": .count(agreement.rows),
                        "tables": .count(agreement.tables), "detail": .string(agreement.detail),
                        "differences": .array(
                            agreement.differences.map { difference in
                                [
                                    "place": .string(difference.place), "count": .count(difference.count),
                                    "changed": .array(difference.changed.map(JSON.string)),
                                    "only_in_source": .array(difference.missing.map(JSON.string)),
                                    "only_in_target": .array(difference.extra.map(JSON.string)),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
