import RunbookCompiler

extension Topology {
    /// What some services depend on, by however many steps, as far as it is in a region; the nearest first, and nothing twice.
    func dependencies(of services: some Sequence<ServiceIndex>, within local: ServiceSet) -> [ServiceIndex] {
        var open = Array(services)
        let count = open.count
        var (seen, next) = (ServiceSet(open), 0)
        while next < open.count {
            for dependency in self.services[open[next].index].dependsOn
            where local.contains(dependency) && !seen.contains(dependency) {
                seen.insert(dependency)
                open.append(dependency)
            }
            next += 1
        }
        return Array(open.dropFirst(count))
    }
}
