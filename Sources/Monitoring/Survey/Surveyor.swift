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

    private enum Answer: Sendable {
        case world(WorldState)
        case measurements([Measurement])
        case late
    }

    package func look() async -> Survey {
        let (topology, adapters) = (adapters.topology, adapters)
        let time = timekeeper.now
        let answers = await withTaskGroup(of: Answer.self) { group in
            group.addTask { await limited { .world(await adapters.observe()) } }
            for region in topology.regionIndices {
                group.addTask { await self.measurements(of: region) }
            }
            var answers: [Answer] = []
            for await answer in group { answers.append(answer) }
            return answers
        }
        var world = WorldState(unknownIn: topology)
        var measurements: [Measurement] = []
        for answer in answers {
            switch answer {
            case .world(let seen): world = seen
            case .measurements(let told): measurements += told
            case .late: break
            }
        }
        return Survey(topology: topology, time: time, world: world, measurements: measurements)
    }

    private func measurements(of region: RegionIndex) async -> Answer {
        let queries = SurveyQuestions.of(region, in: adapters.topology).filter { adapters.measures($0.metric) }
        return await limited { .measurements(await adapters.measure(queries)) }
    }

    private func limited(_ ask: @escaping @Sendable () async -> Answer) async -> Answer {
        await withTaskGroup(of: Answer.self) { group in
            group.addTask { await ask() }
            group.addTask { [patience] in
                try? await Task.sleep(for: .milliseconds(patience.rawValue))
                return .late
            }
            let first = await group.next() ?? .late
            group.cancelAll()
            return first
        }
    }
}
