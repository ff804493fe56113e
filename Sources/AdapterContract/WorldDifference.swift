import RunbookCompiler
import World

/// Where two worlds differ in what effects decide. What changes by itself, such as a lag, is left out, and so is what
/// one of them does not know.
struct WorldDifference {
    var topology: Topology

    func between(_ first: WorldState, _ second: WorldState) -> [String] {
        topology.regionIndices.flatMap { region in
            topology.regions[region.index].services.flatMap { service -> [String] in
                let place = "\(topology.name(of: service)) in \(topology.name(of: region))"
                return facets(first[region, service], second[region, service]).map { "\(place): \($0)" }
            }
        }
    }

    private func facets(_ first: ServiceState, _ second: ServiceState) -> [String] {
        var result: [String] = []
        func compare<Value: Equatable>(_ name: String, _ first: Value?, _ second: Value?) {
            guard let first, let second, first != second else { return }
            result.append("\(name) is \(second) and not \(first)")
        }
        compare("weight", first.weight, second.weight)
        compare("capacity", first.capacity, second.capacity)
        compare("role", known(first.role, but: .unknown), known(second.role, but: .unknown))
        compare("fence", known(first.isFenced, but: .unknown), known(second.isFenced, but: .unknown))
        compare("source", known(first.source, but: .unknown), known(second.source, but: .unknown))
        compare("streaming", known(first.isStreaming, but: .unknown), known(second.isStreaming, but: .unknown))
        return result
    }

    private func known<Value: Equatable>(_ value: Value, but unknown: Value) -> Value? {
        value == unknown ? nil : value
    }
}
