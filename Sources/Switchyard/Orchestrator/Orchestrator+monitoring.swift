import Monitoring
import Runbook
import RunbookCompiler

import struct Foundation.Date

/// Between failovers. Nothing is changed by asking.
extension Orchestrator {
    /// Looks at one region.
    ///
    /// Throws `OrchestratorError` when there is no such region or environment. Servers that do not answer are no error: what they
    /// would have told is unknown.
    public func monitor(region: String) async throws(OrchestratorError) -> RegionReport {
        let place = try await lookout()
        let report = try await HealthReport.make(place, region: region)
        let lag = report.survey.value(.replicationLag, try place.region(region))
        return RegionReport(report.health, in: place.topology, lag: lag)
    }

    /// RTO and RPO if a region had to take over from the writer's now.
    public func objectives(region: String) async throws(OrchestratorError) -> RecoveryObjectives {
        let place = try await lookout()
        let found = try await ObjectivesSurvey.make(
            place, await place.look(), forecast, target: try place.region(region))
        return RecoveryObjectives(found.rows[0], in: place.topology)
    }

    /// Asks for everything that a failover would need, and does none of it. Keeps what it found in the store.
    public func drill(from source: String, to target: String) async throws(OrchestratorError) -> DrillResult {
        let drill = try await Drill.run(try await lookout(), from: source, to: target, forecast)
        try await drill.keep(in: store)
        return DrillResult(drill)
    }

    /// What would shorten failovers, lose less, or make a region fit to take over; the largest gain first.
    public func advise() async throws(OrchestratorError) -> [Suggested] {
        try await Adviser.advise(try await lookout(), forecast).map(Suggested.init)
    }

    private var forecast: RunbookForecast {
        var forecast = RunbookForecast()
        forecast.directory = runbooks
        return forecast
    }

    private func lookout() async throws(OrchestratorError) -> Lookout {
        let beside = FileSystem.join(runbooks, "environments/\(environment).yaml")
        var request = LookoutRequest(environment: FileSystem.exists(beside) ? beside : environment)
        request.store = store
        return try await Lookout.open(request)
    }
}

extension RegionReport {
    init(_ health: RegionHealth, in topology: Topology, lag: Double?) {
        region = topology.name(of: health.region)
        status = Status(rawValue: health.status.rawValue) ?? .unknown
        availability = health.availability
        replicationLag = lag.map { .milliseconds($0) }
        services = health.services.map { service in
            Service(
                name: topology.name(of: service.service), status: Status(rawValue: service.status.rawValue) ?? .unknown,
                availability: service.effective, errorRate: service.errorRate,
                responseTime: service.p95.map { .milliseconds($0) }, throughput: service.throughput)
        }
    }
}

extension RecoveryObjectives {
    init(_ row: RegionObjectives, in topology: Topology) {
        region = topology.name(of: row.target)
        rto = Objective(
            row.rto, within: row.objectives.rto, row.rtoCompliance,
            dominatedBy: row.emergency?.dominant?.step ?? row.obstacles[.emergency])
        rpo = Objective(
            row.rpo, within: row.objectives.rpo, row.rpoCompliance, dominatedBy: row.worstPoint?.dominant.rawValue)
        planned = Duration(row.planned?.total)
    }
}

extension RecoveryObjectives.Objective {
    fileprivate init(
        _ value: Milliseconds?, within target: Milliseconds?, _ compliance: Compliance, dominatedBy: String?
    ) {
        self.value = Duration(value)
        self.target = Duration(target)
        self.compliance = RecoveryObjectives.Compliance(rawValue: compliance.rawValue) ?? .unknown
        self.dominatedBy = dominatedBy
    }
}

extension Duration {
    fileprivate init?(_ value: Milliseconds?) {
        guard let value else { return nil }
        self = .milliseconds(value.rawValue)
    }
}

extension DrillResult {
    init(_ drill: Drill) {
        let readiness = drill.readiness
        source = drill.source
        target = drill.target
        score = readiness.score
        time = Date(timeIntervalSince1970: Double(drill.time.rawValue) / 1000)
        findings = drill.findings.map { finding in
            Finding(
                item: finding.item.rawValue,
                outcome: Finding.Outcome(rawValue: finding.outcome.rawValue) ?? .notMeasured,
                points: Int(readiness.points[finding.item] ?? 0), worth: finding.item.worth, evidence: finding.evidence)
        }
    }
}

extension Suggested {
    init(_ advice: Advice) {
        let scale = advice.before.dimension == .time ? 0.001 : 1
        name = advice.name
        aim = advice.aim.rawValue
        region = advice.region
        change = advice.sentence
        before = advice.before.value * scale
        after = advice.after.value * scale
        effort = Effort(rawValue: advice.effort.rawValue) ?? .high
        evidence = advice.evidence
    }
}
