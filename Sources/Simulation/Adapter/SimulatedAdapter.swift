package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Simulated regions behind the adapter protocol. Their clock goes with the timekeeper's for as long as this lives.
package struct SimulatedAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    private let access: any WorldAccess
    private let timekeeper: any Timekeeper
    /// What to add to the world's clock to have the timekeeper's.
    private let offset: Milliseconds
    private let topology: Topology

    package init(_ access: any WorldAccess, timekeeper: any Timekeeper) throws(WorldFileError) {
        self.access = access
        self.timekeeper = timekeeper
        let now = timekeeper.now
        let (clock, blueprint) = try access.transact(.passage) { ($0.clock, $0.blueprint) }
        offset = now - clock
        topology = blueprint.topology
        manifest = SimulatedAdapter.manifest(dnsTimeToLive: Milliseconds(blueprint.timeToLive))
    }

    package static func manifest(dnsTimeToLive: Milliseconds) -> AdapterManifest {
        AdapterManifest(
            name: "simulated", parts: Set(Environment.Part.ofRegions), actions: SimulatedActions.catalogue.declarations,
            prepares: SimulatedActions.catalogue.prepares,
            enforcesEpoch: true, weightStep: BasisPoints(1), settleTime: dnsTimeToLive)
    }

    package func observe() async -> WorldState {
        do throws(WorldFileError) {
            return try transact(.passage) { $0.observation() }
        } catch {
            return WorldState(unknownIn: topology)
        }
    }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        do throws(WorldFileError) {
            return try transact(.passage) { world in
                queries.map { query in
                    var measurement = world.measure(query)
                    measurement.sampledAt = measurement.sampledAt + offset
                    measurement.coveredFrom = measurement.coveredFrom + offset
                    return measurement
                }
            }
        } catch {
            let now = timekeeper.now
            return queries.map {
                Measurement(
                    query: $0, value: nil, sampledAt: now, coveredFrom: now, samples: 0,
                    source: "simulated: \(error.message)")
            }
        }
    }

    package func apply(_ assignment: Assignment) async -> EffectReport {
        var undertaking = Undertaking(assignment)
        var isBegun = false
        while true {
            let progress: Undertaking.Progress
            do throws(WorldFileError) {
                progress = try transact(.effect) { undertaking.proceed(in: &$0) }
            } catch {
                return EffectReport(isBegun ? .inDoubt : .notDone(.unreachable), detail: error.message)
            }
            isBegun = true
            switch progress {
            case .answer(let report): return report
            case .wait(let moment): await timekeeper.sleep(until: moment + offset)
            }
            if Task.isCancelled { return EffectReport(.inDoubt, detail: "given up before the answer came") }
        }
    }

    package func supersede(_ run: String, before epoch: Epoch) async {
        // A world that cannot be reached now refuses nothing, as a server that cannot be reached would.
        _ = try? transact(.effect) { $0.supersede(run, before: epoch) }
    }

    func transact<Result>(_ durability: Durability, _ body: (inout SimulatedWorld) -> Result)
        throws(WorldFileError) -> Result
    {
        let moment = timekeeper.now - offset
        return try access.transact(durability) { world in
            world.advance(to: moment)
            return body(&world)
        }
    }
}
