import Engine
package import Monitoring
package import Runbook
import RunbookCompiler
import World

/// All regions at a glance.
package struct StatusReport: LookoutReport, Sendable {
    package var survey: Survey
    package var health: [RegionHealth]
    package var objectives: ObjectivesSurvey
    /// With what the store remembers where nobody sees it.
    var world: WorldState
    /// What the last run in this environment came to; nil when there was none.
    package var lastChange: LastChange?

    package struct LastChange: Sendable {
        package var run: String
        package var status: String
        package var time: Milliseconds
        package var truth: String

        var json: JSON {
            ["run": .string(run), "status": .string(status), "time": .string(Timestamp(time).rfc3339)]
        }
    }

    package static func make(
        _ lookout: Lookout, _ forecast: RunbookForecast
    ) async throws(OrchestratorError) -> StatusReport {
        let survey = await lookout.look()
        return StatusReport(
            survey: survey, health: RegionHealth.all(in: survey, lookout.environment),
            objectives: try await ObjectivesSurvey.make(lookout, survey, forecast),
            world: await lookout.remembering(survey.world), lastChange: await lastChange(lookout))
    }

    /// A store that cannot be read is told of among the objectives' gaps.
    private static func lastChange(_ lookout: Lookout) async -> LastChange? {
        guard let store = try? Composition.existingStore(in: lookout.request.store),
            let runs = try? await store.runs()
        else { return nil }
        return runs.first { $0.header.environment == lookout.environment.name.value }.map {
            LastChange(
                run: $0.header.run, status: $0.status.rawValue, time: $0.ended ?? $0.header.started, truth: $0.truth)
        }
    }

    private var topology: Topology { survey.topology }

    /// Whether any region is worse than degraded, or unknown.
    package var isAlarming: Bool { health.contains { $0.status.severity > HealthStatus.degraded.severity } }

    /// Of the services with traffic there; the smallest and the largest where they differ.
    private func traffic(_ region: RegionIndex) -> String? {
        let own = topology.routed.intersection(topology.regions[region.index].services)
        let weights = own.map { survey.world[region, $0].weight }
        guard !weights.isEmpty, !weights.contains(nil) else { return nil }
        let known = weights.compactMap(\.self)
        guard let least = known.min(), let most = known.max() else { return nil }
        return least == most ? "\(least)" : "\(least)–\(most)"
    }

    private func role(_ region: RegionIndex) -> String? {
        let own = topology.stateful.intersection(topology.regions[region.index].services)
        let roles = own.map { survey.world[region, $0].role }
        guard let first = roles.first, !roles.contains(.unknown) else { return nil }
        return Set(roles).count == 1 ? "\(first)" : "mixed"
    }

    package func text(_ style: Style, width: Int = 80) -> String {
        var table = TextTable([
            ("REGION", .left), ("STATUS", .left), ("TRAFFIC", .right), ("ROLE", .left), ("AVAIL", .right),
            ("LAG", .right), ("RPO", .right), ("RTO", .right),
        ])
        for health in health {
            let region = health.region
            let row = objectives.rows.first { $0.target == region }
            let isWriter = objectives.isSourceObserved && region == objectives.source
            table.add([
                TextTable.Cell(topology.name(of: region)),
                TextTable.Cell(health.status.word) { health.status.paint($0, $1) },
                TextTable.Cell(traffic(region) ?? Figures.unknown),
                TextTable.Cell(role(region) ?? Figures.unknown),
                TextTable.Cell(Figures.share(health.availability)),
                TextTable.Cell(isWriter ? "" : Figures.time(survey.value(.replicationLag, region))),
                TextTable.Cell(isWriter ? "" : Figures.time(row?.rpo)) { row?.rpoCompliance.paint($0, $1) ?? $1 },
                TextTable.Cell(isWriter ? "" : Figures.time(row?.rto)) { row?.rtoCompliance.paint($0, $1) ?? $1 },
            ])
        }
        var lines = table.lines(style, width: width) + [""]
        lines += Truth(world, topology, loss: nil).sentence.wrapped(to: width)
        lines += notes.flatMap { $0.wrapped(to: width) }
        if let change = lastChange {
            lines.append(
                style.dim("last change: \(change.run) \(change.status), \(Timestamp(change.time).rfc3339)"))
        }
        return lines.map(\.self).joined(separator: "\n") + "\n"
    }

    /// What breaks a threshold, and what an objective.
    private var notes: [String] {
        var notes: [String] = []
        for region in health {
            for service in region.services {
                for breach in service.breaches {
                    notes.append(
                        "\(topology.name(of: region.region)), \(topology.name(of: service.service)): \(breach.sentence)"
                    )
                }
            }
        }
        for row in objectives.rows {
            let name = topology.name(of: row.target)
            if row.rpoCompliance == .missed, let value = row.rpo, let most = row.objectives.rpo {
                notes.append("\(name) would lose up to \(value), over the RPO of \(most)")
            }
            if row.rtoCompliance == .missed, let value = row.rto, let most = row.objectives.rto {
                notes.append("\(name) would take over in \(value), over the RTO of \(most)")
            }
        }
        return notes + objectives.gaps.map(\.printable)
    }

    package var json: JSON {
        [
            "environment": .string(objectives.environment),
            "time": .string(Timestamp(survey.time).rfc3339),
            "regions": .array(health.map(json)),
            "truth": .string(Truth(world, topology, loss: nil).sentence),
            "notes": .array(notes.map(JSON.string)),
            "last_change": lastChange?.json ?? .null,
        ]
    }

    private func json(_ health: RegionHealth) -> JSON {
        let row = objectives.rows.first { $0.target == health.region }
        return [
            "region": .string(topology.name(of: health.region)), "status": .string(health.status.rawValue),
            "traffic": .optional(traffic(health.region)), "role": .optional(role(health.region)),
            "availability": Figures.json(health.availability),
            "replication_lag_ms": Figures.json(survey.value(.replicationLag, health.region)),
            "rpo_ms": Figures.json(row?.rpo), "rpo": .optional(row?.rpoCompliance.rawValue),
            "rto_ms": Figures.json(row?.rto), "rto": .optional(row?.rtoCompliance.rawValue),
        ]
    }
}
