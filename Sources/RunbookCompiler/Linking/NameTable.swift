import Runbook

/// The regions and services that names refer to: an environment's, or what a runbook names when there is none.
struct NameTable {
    /// Region indices are a byte; the last is kept free.
    static let regionCapacity = 255

    let isInferred: Bool
    private(set) var regionNames: [String] = []
    private(set) var serviceNames: [String] = []
    private(set) var serviceTypes: [ServiceType] = []
    private(set) var hasTooManyRegions = false
    private(set) var hasTooManyServices = false
    private var regionIndices: [String: RegionIndex] = [:]
    private var serviceIndices: [String: ServiceIndex] = [:]

    init(_ environment: Environment?) {
        isInferred = environment == nil
        for region in environment?.regions ?? [] { addRegion(region.name.value) }
        for service in environment?.services ?? [] { addService(service.name.value, service.type.value) }
    }

    /// Few names are found faster one by one than by hashing.
    func region(_ name: String) -> RegionIndex? {
        if regionNames.count > 8 { return regionIndices[name] }
        return regionNames.firstIndex(of: name).map(RegionIndex.init)
    }

    func service(_ name: String) -> ServiceIndex? { serviceIndices[name] }

    mutating func addRegion(_ name: String) {
        guard region(name) == nil else { return }
        guard regionNames.count < NameTable.regionCapacity else { return hasTooManyRegions = true }
        regionIndices[name] = RegionIndex(regionNames.count)
        regionNames.append(name)
    }

    mutating func addService(_ name: String, _ type: ServiceType) {
        guard serviceIndices[name] == nil else { return }
        guard serviceNames.count < ServiceSet.capacity else { return hasTooManyServices = true }
        serviceIndices[name] = ServiceIndex(serviceNames.count)
        serviceNames.append(name)
        serviceTypes.append(type)
    }

    /// The topology of what was named, with a service of each kind so that every action has something to act on.
    mutating func inferTopology() -> Topology {
        if !serviceTypes.contains(where: \.isStateful) { addService("database", .database) }
        if !serviceTypes.contains(where: \.isRouted) { addService("api", .api) }
        let everything = ServiceSet(serviceNames.indices.map(ServiceIndex.init))
        return Topology(
            regions: regionNames.map { Topology.Region(name: $0, role: nil, services: everything) },
            services: zip(serviceNames, serviceTypes).map { Topology.Service(name: $0, type: $1) })
    }
}
