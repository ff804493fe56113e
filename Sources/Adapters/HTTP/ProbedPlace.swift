import RunbookCompiler

/// The URLs that tell of a region, by their place in the list of them.
struct ProbedPlace: Sendable {
    let all: [Int]
    /// By service; those of the whole region among them.
    let ofService: [[Int]]

    init(_ region: RegionIndex, among targets: [ProbeTarget], services: Int) {
        let own = targets.indices.filter { targets[$0].region == region }
        all = own
        ofService = (0..<services).map { service in
            own.filter { target in targets[target].service.map { $0.index == service } ?? true }
        }
    }
}
