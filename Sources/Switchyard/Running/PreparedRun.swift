package import Engine
package import Runbook
package import RunbookCompiler
import RunbookYAML
import World

/// A request whose files are read, checked and compiled, with the regions that it is about at hand. Nothing has been
/// changed yet.
package struct PreparedRun: Sendable {
    package var request: RunRequest
    package var runbook: String
    package var version: Int64
    package var environment: Environment
    package var faults: FaultPlan?
    package var plan: Plan
    package var digest: String
    package var mode: Mode
    package var parameters: [String: String]
    package var sources: [RunHeader.Source]
    package var inputs: [InputDigest]
    package var warnings: [Diagnostic]
    package var texts: SourceTexts
    package var regions: Regions

    /// Who reaches the regions: a run acts on them, a dry run on a mirror of them, a past run is only looked at.
    package enum Purpose: Sendable {
        case run(startingAt: Milliseconds? = nil)
        case dryRun
    }

    /// Reads, checks and compiles. Throws every diagnostic at once.
    package static func prepare(_ request: RunRequest, for purpose: Purpose) throws(OrchestratorError) -> PreparedRun {
        try prepare(request, Documents.load(request, needsEnvironment: true), for: purpose)
    }

    package static func prepare(
        _ request: RunRequest, _ documents: Documents, for purpose: Purpose
    ) throws(OrchestratorError) -> PreparedRun {
        guard let environment = documents.environment else {
            throw OrchestratorError(.unusable, "a run needs an environment", help: "Name one with --environment")
        }
        if let faults = documents.faults {
            let findings =
                FaultPlanChecks.check(faults, isFor: documents.runbook.name.value)
                + FaultPlanChecks.check(faults, in: environment)
            if !findings.isEmpty { throw OrchestratorError(findings, documents.allTexts) }
        }
        var parameters = request.parameters
        for parameter in documents.faults?.parameters ?? [] where parameters[parameter.name.value] == nil {
            if case .literal(let value) = parameter.value.value { parameters[parameter.name.value] = value }
        }
        let mode = request.mode ?? documents.faults?.mode ?? .planned
        let offers = Composition.offers(for: environment)
        let context = CheckContext(
            library: documents.library, environment: environment, parameters: parameters, mode: mode,
            actions: offers.actions, settleTime: offers.settleTime)
        let result = Checker.check(documents.runbook, in: context)
        guard let checked = result.checked else { throw OrchestratorError(result.diagnostics, documents.allTexts) }
        guard checked.isRunnable else {
            throw OrchestratorError(
                .unusable, "\(documents.runbook.name.value) has parameters without a value",
                help: "Give each with --set NAME=VALUE")
        }
        let plan = checked.plan
        let regions =
            switch purpose {
            case .run(let start):
                try Composition.regions(of: environment, request, startingAt: start)
            case .dryRun: try Composition.mirroredRegions(of: environment, faults: documents.faults, request)
            }
        if let missing = regions.adapters.unplayed(in: plan).first {
            throw OrchestratorError(
                .unusable, "nobody in \(environment.name.value) plays what \(missing.action) needs",
                help: "Name an adapter for it under adapters; \"switchyard doctor\" lists who plays what")
        }
        return PreparedRun(
            request: request, runbook: documents.runbook.name.value, version: documents.runbook.version.value,
            environment: environment, faults: documents.faults, plan: plan,
            digest: PlanDigest.hexadecimal(of: plan), mode: mode, parameters: parameters,
            sources: documents.allSources, inputs: documents.allInputs, warnings: result.diagnostics,
            texts: documents.allTexts, regions: regions)
    }

    /// What the plan touches, as the store reserves it: `region/service`. What the run is about comes first, so that
    /// whoever is refused is told of that: the regions between which it moves, before those that it only concerns.
    package var claims: [String] {
        func named(_ places: [(RegionIndex, ServiceSet)]) -> Set<String> {
            Set(
                places.flatMap { region, services in
                    services.map { "\(plan.topology.name(of: region))/\(plan.topology.name(of: $0))" }
                })
        }
        let all = named(plan.operations.flatMap(plan.places))
        let own = named(plan.operations.flatMap(plan.namedPlaces)).intersection(all)
        return own.sorted() + all.subtracting(own).sorted()
    }

    package func header(named run: String, at moment: Milliseconds) -> RunHeader {
        RunHeader(
            run: run, runbook: runbook, version: version, environment: environment.name.value, mode: mode,
            parameters: parameters, initiator: request.initiator, started: moment, planDigest: digest,
            sources: sources, claims: claims)
    }
}

extension Plan {
    /// The services in the regions that an operation itself names.
    fileprivate func namedPlaces(of operation: Operation) -> [(RegionIndex, ServiceSet)] {
        switch operation {
        case .promote(let region, let services, _): [(region, services)]
        default: places(of: operation)
        }
    }

    /// The services in regions that an operation changes.
    package func places(of operation: Operation) -> [(RegionIndex, ServiceSet)] {
        switch operation {
        case .shift(let pair, let services, _): [(pairs[pair].from, services), (pairs[pair].to, services)]
        case .promote(_, let services, _):
            // Who writes is a question between all regions of a service.
            topology.regionIndices.map { ($0, topology.regions[$0.index].services.intersection(services)) }
        case .fence(let region, let services), .replicate(_, let region, let services),
            .scale(let region, let services, _):
            [(region, services)]
        case .custom(let action):
            actions[action].touches.flatMap { touched in
                touched.region.map { [($0, touched.services)] } ?? topology.regionIndices.map { ($0, touched.services) }
            }
        case .verify, .prepare, .notify: []
        }
    }
}
