package import Engine
package import Runbook
import RunbookCompiler
import World

/// Looks at regions side by side: whoever is slow delays no answer but its own, and after a while is not waited for.
package struct Surveyor: Sendable {
    private let adapters: AdapterSet
    private let timekeeper: any Timekeeper
    /// After which an answer is not waited for any more.
    private let patience: Milliseconds

    package init(_ adapters: AdapterSet, timekeeper: any Timekeeper, patience: Milliseconds = .seconds(10)) {
        self.adapters = adapters
        self.timekeeper = timekeeper
        self.patience = patience
    }

    package func look() async -> Survey {
        let time = timekeeper.now
        async let world = adapters.observe(within: patience)
        let measurements = await withTaskGroup(of: [Measurement].self) { group in
            for region in adapters.topology.regionIndices {
                let queries = SurveyQuestions.of(region, in: adapters.topology).filter {
                    adapters.measures($0.metric)
                }
                group.addTask { await adapters.measure(queries, within: patience) }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return Survey(topology: adapters.topology, time: time, world: await world, measurements: measurements)
    }
}
