package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Questions that are asked between failovers.
extension SimulatedAdapter {
    package func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement {
        do throws(WorldFileError) {
            return try transact(.passage) { $0.agreement(of: service, from, to) }
        } catch {
            return DataAgreement(service, .unknown, detail: "simulated: \(error.message)")
        }
    }

    package func clockSkews() async -> [RegionIndex: Milliseconds] {
        let world = await observe()
        return Dictionary(
            uniqueKeysWithValues: world.regions.filter { world.isReachable[$0.index] == .yes }.map { ($0, .zero) })
    }
}

extension SimulatedWorld {
    /// What two copies have written on their own is all that can make them differ at one position.
    fileprivate func agreement(
        of service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex
    ) -> DataAgreement {
        guard let line = data[service.index], isVisible(from.index, service.index), isVisible(to.index, service.index)
        else { return DataAgreement(service, .unknown, detail: "simulated: one of them does not answer") }
        let diverged = [from, to].map { line.copies[$0.index].diverged }
        guard diverged.allSatisfy({ $0 == 0 }) else {
            let places = zip([from, to], diverged).filter { $0.1 > 0 }.map {
                "\(topology.name(of: $0.0)) has written \(Quantity($0.1.rounded(), .bytes)) alone"
            }
            return DataAgreement(service, .differs, detail: "simulated: \(places.joined(separator: ", "))")
        }
        return DataAgreement(service, .agrees, detail: "simulated: neither has written anything alone")
    }
}
