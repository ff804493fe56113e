import Adapters
import Engine
import Runbook
import RunbookCompiler

/// Who plays which part in an environment, each adapter once.
struct AdapterRoster {
    struct Player {
        var settings: AdapterSettings
        var parts: Set<Environment.Part>

        /// Those that it is named for; nil for all that nobody else is named for.
        func services(in topology: Topology) -> ServiceSet? {
            let named = settings.services
            return named.isEmpty ? nil : ServiceSet(named.compactMap { topology.service(named: $0.value) })
        }
    }

    /// How many observers of the same thing have to find it so.
    let quorum: Int
    /// In the order in which they are named.
    private(set) var players: [Player] = []

    init(_ environment: Environment) {
        quorum = Int(environment.quorum?.value ?? 1)
        for choice in environment.adapters {
            guard let settings = choice.settings?.placeless else { continue }
            if let index = players.firstIndex(where: { $0.settings == settings }) {
                players[index].parts.insert(choice.part.value)
            } else {
                players.append(Player(settings: settings, parts: [choice.part.value]))
            }
        }
        if environment.adapters.isEmpty {
            players = [Player(settings: .simulated, parts: Set(Environment.Part.ofRegions))]
        }
    }

    var hasSimulation: Bool { players.contains { $0.settings == .simulated } }

    /// Whether anything outside of the simulation is touched.
    var isReal: Bool { players.contains { $0.settings != .simulated } }

    /// What nobody plays, in the order of the language.
    var vacancies: [Environment.Part] {
        Environment.Part.ofRegions.filter { part in !players.contains { $0.parts.contains(part) } }
    }
}
