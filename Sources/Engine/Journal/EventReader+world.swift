import Runbook
import RunbookCompiler
import World

extension EventReader {
    mutating func readWorld() throws(MalformedEvent) -> WorldState {
        let regions = try readNumber(UInt8.self)
        try expect("x")
        let services = try readNumber(UInt8.self)
        guard Int(services) <= ServiceSet.capacity else { throw malformed("there are too many services") }
        var world = WorldState(regionCount: Int(regions), serviceCount: Int(services))
        for region in world.regions {
            try expect(" ")
            world.isReachable[region.index] = try readKnowledge()
            world.owesFence[region.index] = take("!")
            if !world.owesFence[region.index] { try expect("-") }
            for service in 0..<Int(services) {
                try expect(" ")
                world[region, ServiceIndex(service)] = try readService(regions: regions)
            }
        }
        if take(" waiting") { world.waiting = try readServices(under: services) }
        return world
    }

    mutating func readObligations() throws(MalformedEvent) -> Obligations {
        var obligations = Obligations()
        var last = -1
        while take(" owing ") {
            let region = try readNumber(UInt8.self)
            try expect(" ")
            let service = try readNumber(UInt8.self)
            guard Int(service) < ServiceSet.capacity else { throw malformed("there are too many services") }
            let place = Int(region) * ServiceSet.capacity + Int(service)
            guard place > last else { throw malformed("what is owed stands in order, each once") }
            last = place
            obligations.insert(ServiceSet([ServiceIndex(Int(service))]), in: RegionIndex(Int(region)))
        }
        return obligations
    }

    /// In order, each once, at least one.
    private mutating func readServices(under count: UInt8) throws(MalformedEvent) -> ServiceSet {
        var services = ServiceSet()
        var least = 0
        try expect(" ")
        repeat {
            let service = try readNumber(UInt8.self)
            guard service < count, Int(service) >= least else { throw malformed("services stand in order, each once") }
            services.insert(ServiceIndex(Int(service)))
            least = Int(service) + 1
        } while take(" ")
        return services
    }

    private mutating func readService(regions: UInt8) throws(MalformedEvent) -> ServiceState {
        var service = ServiceState()
        let weight = try readNumberOrUnknown(Int32.self)
        // A lone question mark: nothing is known.
        if weight == nil, next != UInt8(ascii: ",") { return service }
        service.weight = weight.map { BasisPoints($0) }
        try expect(",")
        service.capacity = try readNumberOrUnknown(Int32.self).map { BasisPoints($0) }
        try expect(",")
        service.lag = try readNumberOrUnknown(Int64.self).map { Milliseconds($0) }
        try expect(",")
        service.role = try readWord(of: EventWord.roles, as: EventWord.role, "a role")
        try expect(",")
        service.isFenced = try readKnowledge()
        try expect(",")
        service.isServing = try readKnowledge()
        try expect(",")
        service.source = try readSource(regions: regions)
        try expect(",")
        service.isStreaming = try readKnowledge()
        guard service != ServiceState() else { throw malformed("a service of which nothing is known is written ?") }
        return service
    }

    private mutating func readSource(regions: UInt8) throws(MalformedEvent) -> ServiceState.Source {
        if take("?") { return .unknown }
        if take("-") { return .none }
        let region = try readNumber(UInt8.self)
        guard region < regions else { throw malformed("there is no such region") }
        return .region(RegionIndex(Int(region)))
    }

    private mutating func readKnowledge() throws(MalformedEvent) -> Knowledge {
        try readWord(of: EventWord.knowledges, as: EventWord.knowledge, "y, n or ?")
    }

    mutating func readNumberOrUnknown<Number: FixedWidthInteger>(
        _ type: Number.Type
    ) throws(MalformedEvent) -> Number? {
        take("?") ? nil : try readNumber(type)
    }
}
