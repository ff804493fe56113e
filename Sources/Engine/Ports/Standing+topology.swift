package import RunbookCompiler
package import World

extension Standing {
    /// What is remembered as unfenced, as far as the topology still has it.
    package func obligations(in topology: Topology) -> Obligations {
        var obligations = Obligations()
        for place in unfenced {
            guard let region = topology.region(named: place.region),
                let service = topology.service(named: place.service)
            else { continue }
            obligations.insert(ServiceSet([service]), in: region)
        }
        return obligations
    }

    /// Adds to what is observed what nobody can see just now: the writer of a service where none is seen, and who owes
    /// a fence. What is observed outranks what is remembered.
    package func completing(_ observed: WorldState, _ topology: Topology) -> WorldState {
        var world = observed
        for service in topology.stateful where world.writer(of: service) == nil {
            guard let name = writers[topology.name(of: service)], let region = topology.region(named: name),
                world[region, service].role == .unknown
            else { continue }
            world[region, service].role = .writer
        }
        var owed = obligations(in: topology)
        owed.settle(in: world)
        world.mark(owed)
        return world
    }
}

extension StandingChange {
    /// From one state of a run's obligations to another.
    package init(from old: Obligations, to new: Obligations, _ topology: Topology) {
        self.init(
            unfenced: StandingChange.places(new.subtracting(old), topology),
            settled: StandingChange.places(old.subtracting(new), topology))
    }

    /// The writers that are seen in a world, and the obligations that it settles.
    package init(_ world: WorldState, _ topology: Topology, settling obligations: Obligations) {
        var owed = obligations
        owed.settle(in: world)
        self.init(from: obligations, to: owed, topology)
        for service in topology.stateful {
            guard let writer = world.writer(of: service) else { continue }
            writers[topology.name(of: service)] = topology.name(of: writer)
        }
    }

    private static func places(_ obligations: Obligations, _ topology: Topology) -> Set<Standing.Place> {
        Set(
            obligations.entries.flatMap { entry in
                entry.services.map {
                    Standing.Place(region: topology.name(of: entry.region), service: topology.name(of: $0))
                }
            })
    }
}
