package import Engine
import Runbook
import RunbookCompiler

/// What has to be there.
extension AWSCapacityAdapter {
    package func examine() async -> [AdapterFinding] {
        var findings: [AdapterFinding] = []
        let services = Set(settings.services.map(\.value))
        for region in topology.regionIndices {
            for service in topology.regions[region.index].services
            where services.contains(topology.name(of: service)) {
                findings += await examine(Place(region: region, service: service))
            }
        }
        return findings
    }

    private func examine(_ place: Place) async -> [AdapterFinding] {
        let name = "\(topology.name(of: place.service)) in \(topology.name(of: place.region))"
        guard let group = groups[place] else {
            return [
                AdapterFinding(
                    .caution, "there is no group for \(name)",
                    help: "Name it under services: it cannot be scaled there.")
            ]
        }
        do throws(AWSFailure) {
            guard let size = try await group.size() else {
                return [
                    AdapterFinding(
                        .fault, "there is no \(group.name), for \(name)",
                        help: "Correct its name, its cluster, or AWS's name of the region.")
                ]
            }
            var findings = [
                AdapterFinding(
                    .sound, "\(name) is \(group.name): \(size.ready) of \(group.peak) ready, \(group.share(size.ready))"
                )
            ]
            if !size.allowed.contains(group.peak) {
                findings.append(
                    AdapterFinding(
                        .fault,
                        """
                        \(group.name) may have from \(size.allowed.lowerBound) to \(size.allowed.upperBound), and the peak \
                        takes \(group.peak)
                        """, help: "Raise its maximum, or correct peak."))
            }
            if size.ready != size.wanted {
                findings.append(
                    AdapterFinding(
                        .caution, "\(group.name) was asked for \(size.wanted), and \(size.ready) are ready",
                        help: "See why the others are not, unless it is being scaled just now."))
            }
            return findings
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(group.name): \(error.sentence)",
                    help: """
                        Correct credentials; they need DescribeAutoScalingGroups and SetDesiredCapacity of autoscaling, or \
                        DescribeServices and UpdateService of ecs.
                        """)
            ]
        }
    }
}
