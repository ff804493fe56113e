package import Engine
package import Runbook
package import RunbookCompiler
package import World

/// Actions and messages by HTTP: JSON is posted to one URL, with a key that is the same for each attempt of a step.
///
/// The service knows no epochs unless it looks at the one that it is told: the executor checks its own before each effect.
package struct HTTPActionAdapter: RegionAdapter {
    package let manifest: AdapterManifest
    let topology: Topology
    let settings: HTTPActionSettings
    let timekeeper: any Timekeeper
    let exchange: WebExchange?

    package init(_ settings: HTTPActionSettings, topology: Topology, timekeeper: any Timekeeper) {
        self.settings = settings
        self.topology = topology
        self.timekeeper = timekeeper
        manifest = HTTPActionAdapter.manifest(settings)
        exchange = ServerURL(settings.url.value).map {
            WebExchange(server: $0, timeout: settings.timeout, longestAnswer: HTTPActionAdapter.longestAnswer)
        }
    }

    static let longestAnswer = 1 << 20

    package static func manifest(_ settings: HTTPActionSettings) -> AdapterManifest {
        AdapterManifest(
            name: HTTPActionSettings.name, parts: Set(HTTPActionSettings.parts),
            actions: settings.actions.map(\.declaration), enforcesEpoch: false)
    }

    /// For messages: who was asked.
    var place: String { settings.url.value }

    package func observe() async -> WorldState { WorldState(unknownIn: topology) }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        return queries.map {
            Measurement(
                query: $0, value: nil, sampledAt: now, coveredFrom: now, samples: 0,
                source: "\(place): it is not asked for measurements")
        }
    }
}
