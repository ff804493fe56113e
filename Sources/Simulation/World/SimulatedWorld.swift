package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Regions that exist only in memory: the abstract state that effects change, and the dynamics that follow from it.
///
/// Deterministic: the same blueprint and the same calls give the same world. It has a clock of its own, in milliseconds
/// from 0, that moves only in `advance(to:)`; the dynamics are worked out at each whole second of it.
package struct SimulatedWorld: Sendable {
    package let blueprint: Blueprint
    /// What effects have decided. Nothing but `WorldState.apply` changes it.
    package private(set) var state: WorldState
    package internal(set) var clock = Milliseconds.zero
    /// The highest epoch that an effect came with, by region and service: runs side by side have different ones.
    var epochs: [Epoch]
    /// Acknowledged writes that are gone.
    package internal(set) var lostWrites = LostWrites()
    /// The epochs of executors that have taken a run over, by run.
    package internal(set) var successions: [String: Epoch] = [:]
    /// Opened with the provider, by what they were asked for with; one that is there twice was asked for twice.
    package internal(set) var incidents: [String] = []

    /// How many effects have been begun.
    var begun: Int64 = 0
    var regionConditions: [Condition]
    /// By region, then by service.
    var serviceConditions: [[Condition]]
    var linkConditions: [FaultSubject: Condition] = [:]
    /// In the order in which they are due.
    var faults: [ScheduledFault] = []
    var interferences: [Interference] = []
    var drifts: [WeightDrift] = []
    var ramps: [CapacityRamp] = []
    /// By service; nil where there is no data.
    var data: [DataLine?]
    /// By region, the services that it is ready to take over.
    var prepared: [ServiceSet]
    /// By region, the share of requests that is turned away at its edge.
    var shed: [BasisPoints]
    var readings: [Reading]
    var history = ReadingHistory()

    static let step: Int64 = 1000

    /// A sound world: the primary region serves everything, and its data is replicated along the declared links.
    package init(_ blueprint: Blueprint) {
        self.init(blueprint, state: SimulatedWorld.sound(blueprint))
        for service in topology.stateful {
            data[service.index] = DataLine(writer: blueprint.primary, regions: regionCount, at: 0)
        }
        settle()
    }

    /// With everything as it is when it was never touched, but for the state.
    init(_ blueprint: Blueprint, state: WorldState) {
        self.blueprint = blueprint
        self.state = state
        let (regions, services) = (blueprint.topology.regions.count, blueprint.topology.services.count)
        regionConditions = Array(repeating: .sound, count: regions)
        serviceConditions = Array(repeating: Array(repeating: .sound, count: services), count: regions)
        data = Array(repeating: nil, count: services)
        epochs = Array(repeating: Epoch(rawValue: 0), count: regions * services)
        prepared = Array(repeating: ServiceSet(), count: regions)
        shed = Array(repeating: .zero, count: regions)
        readings = Array(repeating: Reading(), count: regions * services)
    }

    package var topology: Topology { blueprint.topology }
    /// The highest epoch of all.
    package var epoch: Epoch { epochs.max() ?? Epoch(rawValue: 0) }
    var regionCount: Int { blueprint.topology.regions.count }
    var serviceCount: Int { blueprint.topology.services.count }

    mutating func apply(_ effect: Effect) { state.apply(effect) }

    /// Lets time pass. Going back is not possible and does nothing.
    package mutating func advance(to moment: Milliseconds) {
        while clock < moment {
            let second = (clock.rawValue / SimulatedWorld.step + 1) * SimulatedWorld.step
            clock = min(moment, nextChange)
            strikeDueFaults()
            if clock.rawValue == second { tick() }
        }
        strikeDueFaults()
    }

    /// When something may next change by itself: at a whole second, or when a fault strikes.
    var nextChange: Milliseconds {
        let nextSecond = (clock.rawValue / SimulatedWorld.step + 1) * SimulatedWorld.step
        return Milliseconds(min(nextSecond, max(faults.first?.at ?? .max, clock.rawValue)))
    }

    private mutating func tick() {
        let now = clock.rawValue
        growCapacity(at: now)
        drifts.removeAll { $0.outstanding(at: now, timeToLive: blueprint.timeToLive) == 0 }
        write(until: now)
        replicate(at: now)
        readings = read(at: now)
        history.add(readings, at: now)
    }

    /// Works out how things stand without letting time pass, and begins to remember from here.
    mutating func settle() {
        let second = clock.rawValue / SimulatedWorld.step * SimulatedWorld.step
        readings = read(at: second)
        history = ReadingHistory()
        history.add(readings, at: second)
    }

    private static func sound(_ blueprint: Blueprint) -> WorldState {
        let topology = blueprint.topology
        var state = WorldState(unknownIn: topology)
        for region in topology.regionIndices {
            state.isReachable[region.index] = .yes
            for service in topology.services.indices.map(ServiceIndex.init) {
                state[region, service] = sound(region, service, blueprint)
            }
        }
        return state
    }

    private static func sound(_ region: RegionIndex, _ service: ServiceIndex, _ blueprint: Blueprint) -> ServiceState {
        let topology = blueprint.topology
        var result = ServiceState()
        (result.weight, result.capacity, result.role, result.source) = (.zero, .zero, .none, .none)
        (result.isFenced, result.isServing, result.isStreaming) = (.no, .no, .no)
        guard topology.regions[region.index].services.contains(service) else { return result }
        result.isServing = .yes
        result.capacity = blueprint.ready[region.index]
        guard topology.services[service.index].type.isStateful else {
            if region.index == blueprint.primary { result.weight = .all }
            return result
        }
        result.lag = .zero
        if region.index == blueprint.primary {
            result.role = .writer
        } else if let source = blueprint.source(of: region.index, service: service) {
            (result.role, result.source, result.isStreaming) = (.standby, .region(source), .yes)
        } else {
            result.role = .detached
        }
        return result
    }
}
