import Engine
package import Monitoring
package import Runbook
package import RunbookCompiler
import RunbookYAML
import Simulation
import World

/// The regions of an environment to whoever looks at them between failovers. Nothing is changed there.
package struct Lookout: Sendable {
    package let request: LookoutRequest
    package let environment: Environment
    package let topology: Topology
    /// Of the environment's text: of a drill it is to be known whether that was of the same regions.
    let environmentDigest: String
    let regions: Regions
    /// What befalls simulated regions.
    let faults: FaultPlan?

    /// Simulated regions are looked at in a copy of theirs.
    package static func open(_ request: LookoutRequest) async throws(OrchestratorError) -> Lookout {
        var loader = DocumentLoader()
        let environment = try loader.load(
            Places.environment(request.environment, besides: nil), EnvironmentReader.read, .environment)
        let faults = try request.faults.map { path throws(OrchestratorError) in
            let plan = try loader.load(path, FaultPlanReader.read, nil)
            let findings = FaultPlanChecks.check(plan, in: environment)
            if !findings.isEmpty { throw OrchestratorError(findings, loader.texts) }
            return plan
        }
        var run = RunRequest(runbook: "", environment: nil)
        run.store = request.store
        run.faults = request.faults
        run.isFresh = faults != nil
        let lead = max(request.after, SurveyQuestions.window)
        let start = WallTimekeeper().now - lead - request.past
        let regions = try Composition.mirroredRegions(of: environment, faults: faults, run, startingAt: start)
        if let clock = regions.timekeeper as? LeapingTimekeeper { await clock.sleep(until: start + lead) }
        return Lookout(
            request: request, environment: environment, topology: regions.adapters.topology,
            environmentDigest: loader.inputs.first?.digest ?? "", regions: regions,
            faults: faults)
    }

    /// By the clock on the wall.
    package static var now: Milliseconds { WallTimekeeper().now }

    /// Nothing of it is real.
    package var isSimulated: Bool { !AdapterRoster(environment).isReal }

    package func look() async -> Survey {
        // Beside real regions simulated ones are looked at as they are now.
        if !isSimulated, let clock = regions.timekeeper as? LeapingTimekeeper { await clock.sleep(until: Lookout.now) }
        return await Surveyor(regions.adapters, timekeeper: regions.timekeeper).look()
    }

    /// A look for which whoever has just begun to look has been waited for, so that each answer is of its whole window.
    func wholeLook() async -> Survey {
        let first = await look()
        if first.coversWindows || isSimulated { return first }
        try? await Task.sleep(for: .milliseconds(SurveyQuestions.window.rawValue))
        return await look()
    }

    /// What is observed, and where nobody sees it what the store remembers: the last writer, and who owes a fence.
    func remembering(_ observed: WorldState) async -> WorldState {
        let store = try? Composition.existingStore(in: request.store)
        let standing = try? await store?.standing(of: environment.name.value)
        return standing?.completing(observed, topology) ?? observed
    }

    /// Lets the time of simulated regions go on. Whether it is past still; real regions' time goes as it goes.
    func goOn(by length: Milliseconds) async -> Bool {
        guard isSimulated, let clock = regions.timekeeper as? LeapingTimekeeper else { return false }
        let isPast = clock.now + length <= WallTimekeeper().now
        await clock.sleep(until: clock.now + length)
        return isPast
    }

    /// The region of a name, or what to do about there being none.
    package func region(_ name: String) throws(OrchestratorError) -> RegionIndex {
        if let region = topology.region(named: name) { return region }
        let names = topology.regions.map(\.name)
        throw OrchestratorError(
            .unusable, "there is no region \"\(name)\" in \(environment.name.value)",
            help: "It has \(Truth.list(names))." + Suggestion.question(for: name, among: names))
    }
}
