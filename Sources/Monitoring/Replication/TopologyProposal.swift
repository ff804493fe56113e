package import RunbookCompiler

/// Who should follow whom, for a writer and the regions that are there.
package struct TopologyProposal: Hashable, Sendable {
    package struct Link: Hashable, Sendable {
        package var from: RegionIndex
        package var to: RegionIndex
        /// One way between them, in milliseconds; nil where the environment does not say.
        package var latency: Double?
    }

    package var writer: RegionIndex
    package var shape: ReplicationShape
    /// In the order in which they can be made: whoever is followed is there first.
    package var links: [Link]

    /// - Parameter latency: one way between two regions, in milliseconds.
    package init(
        _ shape: ReplicationShape, writer: RegionIndex, among regions: [RegionIndex],
        latency: (RegionIndex, RegionIndex) -> Double?
    ) {
        self.writer = writer
        self.shape = shape
        links = []
        var joined = [writer]
        var left = regions.filter { $0 != writer }
        func distance(_ one: RegionIndex, _ other: RegionIndex) -> Double { latency(one, other) ?? .infinity }
        while !left.isEmpty {
            let sources: [RegionIndex] =
                switch shape {
                case .chain: [joined[joined.count - 1]]
                case .star: [writer]
                case .nearest: joined
                }
            var best = (source: sources[0], region: left[0])
            for source in sources {
                for region in left where distance(source, region) < distance(best.source, best.region) {
                    best = (source, region)
                }
            }
            links.append(Link(from: best.source, to: best.region, latency: latency(best.source, best.region)))
            joined.append(best.region)
            left.removeAll { $0 == best.region }
        }
    }

    /// How many regions a change passes through on its way to the furthest.
    package var depth: Int {
        var depths: [RegionIndex: Int] = [writer: 0]
        for link in links { depths[link.to] = (depths[link.from] ?? 0) + 1 }
        return depths.values.max() ?? 0
    }
}
