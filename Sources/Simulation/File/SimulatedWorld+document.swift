import Engine
import Runbook
import RunbookCompiler
import World

/// To and from the form in which a world is kept.
extension SimulatedWorld {
    var document: WorldDocument {
        let topology = topology
        return WorldDocument(
            format: WorldDocument.currentFormat, environment: blueprint.environment,
            services: SimulatedWorld.services(topology), regions: SimulatedWorld.regions(topology),
            clock: clock.rawValue, epochs: epochs.map(\.rawValue), begun: begun, cells: cells,
            regionConditions: regionConditions, serviceConditions: serviceConditions,
            linkConditions: linkConditions.map { .init(subject: $0.key, condition: $0.value) }
                .sorted { "\($0.subject)" < "\($1.subject)" },
            faults: faults, interferences: interferences, drifts: drifts, ramps: ramps, data: data,
            shed: shed.map(\.rawValue), lostWrites: lostWrites, successions: successions.mapValues(\.rawValue),
            incidents: incidents)
    }

    /// Throws what is wrong with it, in words.
    init(_ blueprint: Blueprint, _ document: WorldDocument) throws(Misfit) {
        let topology = blueprint.topology
        guard document.regions == SimulatedWorld.regions(topology),
            document.services == SimulatedWorld.services(topology)
        else { throw .otherTopology(SimulatedWorld.difference(document, topology)) }
        let (regions, services) = (topology.regions.count, topology.services.count)
        guard document.cells.count == regions * services, document.epochs.count == regions * services,
            document.regionConditions.count == regions,
            document.serviceConditions.count == regions, document.data.count == services,
            document.shed.count == regions,
            document.serviceConditions.allSatisfy({ $0.count == services }), document.clock >= 0,
            document.data.allSatisfy({ line in line.map { $0.writer < regions && $0.copies.count == regions } ?? true })
        else { throw .incomplete }
        self.init(blueprint, state: try SimulatedWorld.state(document, topology))
        clock = Milliseconds(document.clock)
        epochs = document.epochs.map { Epoch(rawValue: $0) }
        begun = document.begun
        (regionConditions, serviceConditions) = (document.regionConditions, document.serviceConditions)
        linkConditions = Dictionary(document.linkConditions.map { ($0.subject, $0.condition) }) { $1 }
        (faults, interferences) = (document.faults, document.interferences)
        (drifts, ramps, data) = (document.drifts, document.ramps, document.data)
        for cell in document.cells where cell.isPrepared == true {
            prepared[cell.region].insert(ServiceIndex(cell.service))
        }
        shed = document.shed.map { BasisPoints($0) }
        lostWrites = document.lostWrites
        successions = (document.successions ?? [:]).mapValues { Epoch(rawValue: $0) }
        incidents = document.incidents ?? []
        settle()
    }

    enum Misfit: Error {
        case otherTopology(String)
        case incomplete
    }

    private var cells: [WorldDocument.Cell] {
        topology.regionIndices.flatMap { region in
            topology.services.indices.map { index in
                let cell = state[region, ServiceIndex(index)]
                var source: Int?
                if case .region(let region) = cell.source { source = region.index }
                return WorldDocument.Cell(
                    region: region.index, service: index, weight: cell.weight?.rawValue ?? 0,
                    capacity: cell.capacity?.rawValue ?? 0, role: "\(cell.role)", source: source,
                    isFenced: cell.isFenced == .yes, isStreaming: cell.isStreaming == .yes,
                    isPrepared: prepared[region.index].contains(ServiceIndex(index)))
            }
        }
    }

    private static func state(_ document: WorldDocument, _ topology: Topology) throws(Misfit) -> WorldState {
        var state = WorldState(unknownIn: topology)
        for region in topology.regionIndices { state.isReachable[region.index] = .yes }
        for cell in document.cells {
            guard topology.regions.indices.contains(cell.region), topology.services.indices.contains(cell.service),
                cell.source.map({ topology.regions.indices.contains($0) }) ?? true
            else { throw .incomplete }
            let service = ServiceIndex(cell.service)
            let roles: [DataRole] = [.none, .writer, .standby, .detached]
            guard let role = roles.first(where: { "\($0)" == cell.role }) else { throw .incomplete }
            var entry = ServiceState()
            (entry.weight, entry.capacity) = (BasisPoints(cell.weight), BasisPoints(cell.capacity))
            entry.role = role
            entry.source = cell.source.map { .region(RegionIndex($0)) } ?? .none
            (entry.isFenced, entry.isStreaming) = (Knowledge(cell.isFenced), Knowledge(cell.isStreaming))
            entry.isServing = Knowledge(topology.regions[cell.region].services.contains(service))
            entry.lag = topology.stateful.contains(service) && entry.isServing == .yes ? .zero : nil
            state[RegionIndex(cell.region), service] = entry
        }
        return state
    }

    private static func services(_ topology: Topology) -> [WorldDocument.Service] {
        topology.services.map { .init(name: $0.name, type: $0.type.rawValue) }
    }

    private static func regions(_ topology: Topology) -> [WorldDocument.Region] {
        topology.regions.map { .init(name: $0.name, services: $0.services.map { topology.name(of: $0) }) }
    }

    private static func difference(_ document: WorldDocument, _ topology: Topology) -> String {
        func list(_ names: [String]) -> String { names.joined(separator: ", ") }
        let (found, wanted) = (document.regions.map(\.name), topology.regions.map(\.name))
        if found != wanted { return "it has the regions \(list(found)), and not \(list(wanted))" }
        let (has, needs) = (
            document.services.map { "\($0.name) (\($0.type))" }, services(topology).map { "\($0.name) (\($0.type))" }
        )
        if has != needs { return "it has the services \(list(has)), and not \(list(needs))" }
        return "its services are in other regions"
    }
}
