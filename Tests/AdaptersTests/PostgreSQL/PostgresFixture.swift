import Engine
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// A database with a server in each of two regions.
enum PostgresFixture {
    static let topology = Topology(
        regions: [
            Topology.Region(name: "us-east-1", role: .primary, services: ServiceSet([ServiceIndex(0)])),
            Topology.Region(name: "us-west-2", role: .secondary, services: ServiceSet([ServiceIndex(0)])),
        ],
        services: [Topology.Service(name: "orders_db", type: .database)],
        links: [Topology.Link(from: RegionIndex(0), to: RegionIndex(1))])
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let orders = ServiceIndex(0)
    static let all = ServiceSet([orders])

    static func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }

    static func settings(_ lab: Laboratory, fence: PostgresSettings.Fence = .hot) -> PostgresSettings {
        PostgresSettings(
            service: located("orders_db"),
            servers: [
                DatabaseServer(region: located("us-east-1"), endpoint: located(lab.endpoint(1))),
                DatabaseServer(region: located("us-west-2"), endpoint: located(lab.endpoint(2))),
            ],
            user: "switchyard", password: .file("\(lab.directory)/secrets/postgres"), security: .none, fence: fence,
            control: lab.control.map(located))
    }

    /// One server that is nothing of the kind, or not there.
    static func settings(_ endpoint: Endpoint, password: SecretSource? = nil) -> PostgresSettings {
        PostgresSettings(
            service: located("orders_db"),
            servers: [DatabaseServer(region: located("us-east-1"), endpoint: located(endpoint))],
            user: "switchyard", password: password, security: .none, timeout: Milliseconds(300))
    }

    static func adapter(
        _ settings: PostgresSettings, timekeeper: any Timekeeper = WallTimekeeper()
    ) -> PostgresAdapter {
        PostgresAdapter(settings, topology: topology, timekeeper: timekeeper)
    }

    static func assignment(
        _ effect: Effect, mode: Mode = .planned, timeout: Milliseconds = .seconds(30)
    ) -> Assignment {
        Assignment(
            effect: effect, mode: mode, epoch: Epoch(rawValue: 1), run: "run", step: effect.action, isUndo: false,
            timeout: timeout)
    }
}
