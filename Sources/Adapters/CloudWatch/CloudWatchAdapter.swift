package import Engine
package import Runbook
package import RunbookCompiler
import World

/// Health by what CloudWatch has gathered. It changes nothing.
///
/// Values come in base units, whatever CloudWatch has them in: milliseconds, bytes, shares from 0 to 1.
package struct CloudWatchAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: CloudWatchSettings
    let timekeeper: any Timekeeper
    /// By AWS's name of a region.
    let apis: [String: CloudWatchAPI]

    package init(_ settings: CloudWatchSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = CloudWatchAdapter.manifest
        var apis: [String: CloudWatchAPI] = [:]
        for region in topology.regions {
            let name = settings.access.name(of: region.name)
            apis[name] = CloudWatchAPI(settings.access, region: name)
        }
        self.apis = apis
    }

    package static let manifest = AdapterManifest(
        name: CloudWatchSettings.name, parts: [.health], enforcesEpoch: false)

    /// A datapoint that ended longer ago says nothing of now: it takes a minute to gather one, and up to two until
    /// CloudWatch has it.
    static let lately = Milliseconds.minutes(3)

    /// A latest value that ended longer ago is none.
    static let lookBack = Milliseconds.minutes(5)

    /// For messages: who was asked.
    /// - Parameter region: as AWS calls it.
    func place(_ region: String) -> String {
        "\(CloudWatchSettings.name) of \(region)" + (apis[region].map { " at \($0.aws.exchange.server.text)" } ?? "")
    }

    package func apply(_ assignment: Assignment) async -> EffectReport {
        EffectReport(.notDone(.invalid), detail: "\(CloudWatchSettings.name) only measures")
    }

    /// Of a region, those that it looks after.
    func services(in region: RegionIndex) -> [ServiceIndex] {
        let named = Set(settings.services.map(\.value))
        return topology.regions[region.index].services.filter { named.isEmpty || named.contains(topology.name(of: $0)) }
    }
}
