package import Engine
package import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Stores

/// The one place where adapters and stores are chosen.
package enum Composition {
    private static let worldName = "world.json"

    /// The regions as a run acts on them: their state is kept in a file in the store's directory.
    package static func regions(
        of environment: Environment, _ request: RunRequest, startingAt start: Milliseconds? = nil
    ) throws(OrchestratorError) -> Regions {
        try refuseUnknownAdapters(environment)
        guard RunRequest.speeds.contains(request.speed) else {
            throw OrchestratorError(
                .unusable, "\(request.speed) is no speed",
                help: "Give one from \(RunRequest.speeds.lowerBound) to \(RunRequest.speeds.upperBound)")
        }
        let blueprint = Blueprint(seeded(environment, request.seed))
        let timekeeper = WallTimekeeper(speed: request.speed, startingAt: start)
        try makeDirectories(request.store)
        let path = worldPath(request)
        do throws(WorldFileError) {
            let world =
                try request.isFresh
                ? WorldFile.reset(path: path, to: blueprint) : WorldFile(path: path, blueprint: blueprint)
            let adapter = try SimulatedAdapter(world, timekeeper: timekeeper)
            return Regions(
                adapters: AdapterSet(topology: blueprint.topology, adapter), timekeeper: timekeeper,
                begin: { faults throws(OrchestratorError) in try Composition.begin(faults, in: world) })
        } catch {
            throw OrchestratorError(error)
        }
    }

    /// The regions as a dry run sees them: as they are now, in memory and on a clock that leaps, so that whatever
    /// passes there has no consequence.
    package static func mirroredRegions(
        of environment: Environment, faults: FaultPlan?, _ request: RunRequest
    ) throws(OrchestratorError) -> Regions {
        try refuseUnknownAdapters(environment)
        let blueprint = Blueprint(seeded(environment, request.seed))
        let timekeeper = LeapingTimekeeper(startingAt: WallTimekeeper().now)
        let path = worldPath(request)
        do throws(WorldFileError) {
            let kept = request.isFresh ? nil : try WorldFile.world(at: path, of: blueprint)
            var world = kept ?? SimulatedWorld(blueprint)
            if let faults { world.schedule(faults) }
            let adapter = try SimulatedAdapter(WorldInMemory(world), timekeeper: timekeeper)
            return Regions(
                adapters: AdapterSet(topology: blueprint.topology, adapter), timekeeper: timekeeper, begin: { _ in })
        } catch {
            throw OrchestratorError(error)
        }
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
        (SimulatedActions.catalogue, environment.simulation.dnsTimeToLive)
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

    /// A finding for each part of an environment that is played by an adapter of which there is none.
    static func unknownAdapters(in environment: Environment) -> [Diagnostic] {
        environment.adapters.filter { $0.adapter.value != "simulated" }.map { choice in
            Diagnostic(
                code: Code.unknownAdapter.rawValue,
                message: "there is no adapter \"\(choice.adapter.value)\" (for \(choice.part.value.rawValue))",
                help: "This version has: simulated."
                    + Suggestion.question(for: choice.adapter.value, among: ["simulated"]),
                at: SourceOrigin(file: environment.file, span: choice.adapter.span))
        }
    }

    private static func refuseUnknownAdapters(_ environment: Environment) throws(OrchestratorError) {
        guard let first = unknownAdapters(in: environment).first else { return }
        throw OrchestratorError(.unusable, first.message, help: first.help)
    }
}
