import Adapters
package import Engine
package import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Stores

/// The one place where adapters and stores are chosen.
package enum Composition {
    private static let worldName = "world.json"

    /// The regions as a run acts on them. What is simulated is kept in a file in the store's directory.
    package static func regions(
        of environment: Environment, _ request: RunRequest, startingAt start: Milliseconds? = nil
    ) throws(OrchestratorError) -> Regions {
        let roster = try roster(of: environment, request)
        let blueprint = Blueprint(seeded(environment, request.seed))
        let timekeeper = WallTimekeeper(speed: request.speed, startingAt: start)
        try makeDirectories(request.store)
        guard roster.hasSimulation else {
            return regions(of: roster, blueprint.topology, timekeeper, simulated: nil)
        }
        let path = worldPath(request)
        do throws(WorldFileError) {
            let world =
                try request.isFresh
                ? WorldFile.reset(path: path, to: blueprint) : WorldFile(path: path, blueprint: blueprint)
            let simulated = try SimulatedAdapter(world, timekeeper: timekeeper)
            return regions(
                of: roster, blueprint.topology, timekeeper, simulated: simulated,
                begin: { faults throws(OrchestratorError) in try Composition.begin(faults, in: world) })
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// The regions as a dry run sees them: real ones as they are, only looked at; simulated ones as they are now, in memory
    /// and on a clock that leaps, so that whatever passes there has no consequence.
    package static func mirroredRegions(
        of environment: Environment, faults: FaultPlan?, _ request: RunRequest, startingAt start: Milliseconds? = nil
    ) throws(OrchestratorError) -> Regions {
        let roster = try roster(of: environment, request)
        let blueprint = Blueprint(seeded(environment, request.seed))
        guard roster.hasSimulation else {
            return regions(of: roster, blueprint.topology, WallTimekeeper(), simulated: nil)
        }
        let timekeeper = LeapingTimekeeper(startingAt: start ?? WallTimekeeper().now)
        let path = worldPath(request)
        do throws(WorldFileError) {
            let kept = request.isFresh ? nil : try WorldFile.world(at: path, of: blueprint)
            var world = kept ?? SimulatedWorld(blueprint)
            if let faults { world.schedule(faults) }
            let simulated = try SimulatedAdapter(WorldInMemory(world), timekeeper: timekeeper)
            var regions = regions(of: roster, blueprint.topology, timekeeper, simulated: simulated)
            regions.hasPast = false
            return regions
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// The regions as somebody sees them who only asks whether they can be reached.
    static func examinedRegions(
        of environment: Environment
    ) throws(OrchestratorError) -> (roster: AdapterRoster, regions: Regions) {
        var request = RunRequest(runbook: "", environment: nil)
        request.isFresh = true
        let regions = try mirroredRegions(of: environment, faults: nil, request)
        return (AdapterRoster(environment), regions)
    }

    private static func regions(
        of roster: AdapterRoster, _ topology: Topology, _ timekeeper: any Timekeeper, simulated: SimulatedAdapter?,
        begin: @escaping @Sendable (FaultPlan) throws(OrchestratorError) -> Void = { _ in }
    ) -> Regions {
        let members = roster.players.compactMap { player in
            (AdapterCatalogue.adapter(
                player.settings, playing: player.parts, topology: topology, timekeeper: timekeeper) ?? simulated)
                .map { AdapterSet.Member(adapter: $0, parts: player.parts, services: player.services(in: topology)) }
        }
        let adapters = AdapterSet(topology: topology, members: members, quorum: roster.quorum)
        return Regions(adapters: adapters, timekeeper: timekeeper, begin: begin)
    }

    private static func roster(
        of environment: Environment, _ request: RunRequest
    ) throws(OrchestratorError) -> AdapterRoster {
        try refuseUnknownAdapters(environment)
        guard RunRequest.speeds.contains(request.speed) else {
            throw OrchestratorError(
                .unusable, "\(request.speed) is no speed",
                help: "Give one from \(RunRequest.speeds.lowerBound) to \(RunRequest.speeds.upperBound)")
        }
        let roster = AdapterRoster(environment)
        if roster.isReal, request.speed != 1 {
            throw OrchestratorError(
                .unusable, "\(environment.name.value) has real regions, and their time goes as it goes",
                help: "Leave --speed out")
        }
        if !roster.hasSimulation, request.faults != nil {
            throw OrchestratorError(
                .unusable, "faults strike simulated regions, and \(environment.name.value) has none",
                help: "Leave --faults out, or rehearse the runbook with it")
        }
        return roster
    }

    /// Regions of their own for a rehearsal, as the environment declares them. Nothing else has them.
    static func world(of environment: Environment, seed: UInt64) throws(OrchestratorError) -> SimulatedWorld {
        try refuseUnknownAdapters(environment)
        return SimulatedWorld(Blueprint(seeded(environment, seed)))
    }

    private static func begin(_ faults: FaultPlan, in world: WorldFile) throws(OrchestratorError) {
        do throws(WorldFileError) {
            try world.transact(.effect) { $0.schedule(faults) }
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// What adapters offer to a runbook of this environment, without any region being touched.
    static func offers(for environment: Environment) -> (actions: ActionCatalogue, settleTime: Milliseconds) {
        let players = AdapterRoster(environment).players.map { player in
            (
                parts: player.parts,
                manifest: AdapterCatalogue.manifest(of: player.settings, playing: player.parts)
                    ?? SimulatedAdapter.manifest(dnsTimeToLive: environment.simulation.dnsTimeToLive)
            )
        }
        let acting = players.filter { $0.parts.contains(.actions) }
        let data = players.filter { $0.parts.contains(.data) }
        let routing = players.filter { $0.parts.contains(.traffic) }
        return (
            ActionCatalogue(
                acting.flatMap(\.manifest.actions),
                prepares: data.reduce(into: []) { $0.formUnion($1.manifest.prepares) }),
            routing.map(\.manifest.settleTime).max() ?? .zero
        )
    }

    /// What can be offered when the environment is not known.
    static var commonActions: ActionCatalogue { SimulatedActions.catalogue }

    /// Opens the store for running, and makes it when it is not there.
    package static func store(in directory: String) throws(OrchestratorError) -> any RunStore {
        try makeDirectories(directory)
        do throws(StoreError) {
            return try SQLiteStore(directory: directory)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Refuses to forget the regions' past under a run that has not ended: it would go on in another world.
    package static func refuseFresh(with store: any RunStore) async throws(OrchestratorError) {
        let open: RunSummary?
        do throws(StoreError) {
            open = try await store.runs().first { !$0.status.isEnd }
        } catch {
            throw OrchestratorError(error)
        }
        if let run = open {
            throw OrchestratorError(
                .busy, "the run \(run.header.run) has not ended, so the regions' past cannot be forgotten",
                help: "End it with \"switchyard stop \(run.header.run)\", or use another --store")
        }
    }

    /// Opens the store for looking; nil when there is none.
    package static func existingStore(in directory: String) throws(OrchestratorError) -> (any RunStore)? {
        if FileSystem.exists(directory), !FileSystem.isDirectory(directory) { throw notADirectory(directory) }
        if FileSystem.isDirectory(directory), !FileSystem.mayEnter(directory) {
            throw OrchestratorError(
                .unusable, "the store \"\(directory)\" may not be entered by this user",
                help: "Ask for permission, or name another one with --store")
        }
        guard SQLiteStore.exists(in: directory) else { return nil }
        do throws(StoreError) {
            return try SQLiteStore(reading: directory)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Opens the history of regions for keeping samples, and makes it when it is not there.
    package static func history(in directory: String) throws(OrchestratorError) -> any SampleStore {
        try makeDirectories(directory)
        do throws(StoreError) {
            return try SQLiteHistory(directory: directory)
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// Opens the history of regions for looking; nil when there is none.
    package static func existingHistory(in directory: String) throws(OrchestratorError) -> (any SampleStore)? {
        guard SQLiteHistory.exists(in: directory) else { return nil }
        do throws(StoreError) {
            return try SQLiteHistory(reading: directory)
        } catch {
            throw OrchestratorError(error)
        }
    }

    private static func worldPath(_ request: RunRequest) -> String { FileSystem.join(request.store, worldName) }

    private static func makeDirectories(_ path: String) throws(OrchestratorError) {
        var directory = path.hasPrefix("/") ? "/" : "."
        for part in path.split(separator: "/") {
            directory = FileSystem.join(directory, String(part))
            if FileSystem.isDirectory(directory) { continue }
            if FileSystem.exists(directory) { throw notADirectory(directory) }
            if let why = FileSystem.makeDirectory(directory) {
                throw OrchestratorError(
                    .unusable, "the store's directory \"\(directory)\" cannot be made: \(why)",
                    help: "Name another one with --store")
            }
        }
    }

    private static func notADirectory(_ path: String) -> OrchestratorError {
        OrchestratorError(
            .unusable, "\"\(path)\" is a file, and runs are kept in a directory",
            help: "Name a directory with --store")
    }

    private static func seeded(_ environment: Environment, _ seed: UInt64?) -> Environment {
        guard let seed else { return environment }
        var result = environment
        result.simulation.seed = seed
        return result
    }

    /// A finding for each part of an environment that is played by an adapter of which there is none, or that was told
    /// nothing of what it has to know.
    static func unknownAdapters(in environment: Environment) -> [Diagnostic] {
        environment.adapters.filter { $0.settings == nil }.map { choice in
            let (name, part) = (choice.adapter.value, choice.part.value.rawValue)
            let isKnown = AdapterSettings.names.contains(name)
            return Diagnostic(
                code: Code.unknownAdapter.rawValue,
                message: isKnown
                    ? "\(name) (for \(part)) is not told what it has to know"
                    : "there is no adapter \"\(name)\" (for \(part))",
                help: isKnown
                    ? "Write it with its settings: \(part): {\(name): {...}}; see docs/language.md."
                    : "This version has: \(AdapterSettings.names.joined(separator: ", "))."
                        + Suggestion.question(for: name, among: AdapterSettings.names),
                at: SourceOrigin(file: environment.file, span: choice.adapter.span))
        }
    }

    private static func refuseUnknownAdapters(_ environment: Environment) throws(OrchestratorError) {
        guard let first = unknownAdapters(in: environment).first else { return }
        throw OrchestratorError(.unusable, first.message, help: first.help)
    }
}
