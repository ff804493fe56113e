package import Monitoring
package import Runbook
import RunbookCompiler
import World

/// Who follows whom, as observed against as declared, and how far behind each is.
package struct ReplicationReport: LookoutReport, Sendable {
    package var survey: Survey
    package var links: [LinkSight]

    package static func make(_ lookout: Lookout) async -> ReplicationReport {
        let survey = await lookout.look()
        return ReplicationReport(survey: survey, links: LinkSight.all(in: survey))
    }

    package var isAsDeclared: Bool { links.allSatisfy { $0.verdict == .asDeclared || $0.verdict == .isWriter } }

    private func name(_ region: RegionIndex?) -> String { region.map(survey.topology.name(of:)) ?? "nobody" }

    private func source(_ link: LinkSight) -> String {
        switch link.observed {
        case .unknown: Figures.unknown
        case .none: link.role == .writer ? "" : "nobody"
        case .region(let region): name(region)
        }
    }

    package func text(_ style: Style, width: Int = 80) -> String {
        var lines: [String] = []
        for service in survey.topology.stateful {
            if !lines.isEmpty { lines.append("") }
            lines.append(style.bold(survey.topology.name(of: service)))
            var table = TextTable([
                ("REGION", .left), ("FOLLOWS", .left), ("LAG", .right), ("BEHIND", .right), ("AGE", .right),
                ("LINK", .right), ("CATCH-UP", .right), ("", .left),
            ])
            let own = links.filter { $0.service == service }
            for link in own {
                let isWriter = link.role == .writer
                table.add([
                    TextTable.Cell(name(link.region)), TextTable.Cell(source(link)),
                    TextTable.Cell(isWriter ? "" : Figures.time(link.point.lag)),
                    TextTable.Cell(isWriter ? "" : Figures.bytes(link.point.bytes)),
                    TextTable.Cell(isWriter || link.point.lag == nil ? "" : Figures.time(link.point.staleness)),
                    TextTable.Cell(isWriter ? "" : Figures.bandwidth(link.point.bandwidth)),
                    TextTable.Cell(isWriter ? "" : Figures.time(link.catchUp)),
                    TextTable.Cell(link.verdict.rawValue) { style, text in
                        switch link.verdict {
                        case .asDeclared, .isWriter: style.green(text)
                        case .otherSource, .unknown: style.yellow(text)
                        case .notStreaming, .secondWriter: style.red(text)
                        }
                    },
                ])
            }
            lines += table.lines(style, width: width)
            if let rate = own.compactMap(\.point.writeRate).first {
                lines.append("written: \(Figures.bandwidth(rate))")
            }
        }
        lines += network
        return lines.joined(separator: "\n") + "\n"
    }

    private var network: [String] {
        let topology = survey.topology
        let told = topology.regionIndices.compactMap { region -> String? in
            let latency = survey.value(.networkLatency, region)
            let loss = survey.value(.packetLoss, region)
            guard latency != nil || loss != nil else { return nil }
            return
                "\(topology.name(of: region)): \(Figures.time(latency)) to the others, \(Figures.share(loss)) of packets lost"
        }
        return told.isEmpty ? [] : [""] + told
    }

    package var json: JSON {
        [
            "time": .string(Timestamp(survey.time).rfc3339),
            "copies": .array(
                links.map { link in
                    [
                        "service": .string(survey.topology.name(of: link.service)),
                        "region": .string(name(link.region)),
                        "role": .string("\(link.role)"),
                        "declared_sources": .array(link.declared.map { .string(name($0)) }),
                        "observed_source": link.observed == .unknown ? .null : .string(source(link)),
                        "verdict": .string(link.verdict.rawValue), "lag_ms": Figures.json(link.point.lag),
                        "behind_bytes": Figures.json(link.point.bytes),
                        "sample_age_ms": Figures.json(link.point.staleness),
                        "bandwidth": Figures.json(link.point.bandwidth),
                        "write_rate": Figures.json(link.point.writeRate), "catch_up_ms": Figures.json(link.catchUp),
                        "network_latency_ms": Figures.json(link.latency), "packet_loss": Figures.json(link.loss),
                    ]
                }),
        ]
    }
}
