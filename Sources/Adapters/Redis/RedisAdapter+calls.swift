import Engine
import Runbook
import RunbookCompiler
package import World

/// What it would do, as a person would do it.
extension RedisAdapter {
    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        switch effect {
        case .fence(let region, _):
            lines(region, [["CLIENT", "PAUSE", RedisAdapter.pause, "WRITE"], setLeast(RedisSight.fence)])
        case .unfence(let region, _):
            lines(region, [setLeast(settings.leastReplicas), ["CLIENT", "UNPAUSE"]])
        case .promote(let region, _, _):
            ["wait until \(topology.name(of: region)) has all that the writer has written"]
                + lines(region, [["REPLICAOF", "NO", "ONE"], setLeast(settings.leastReplicas)])
        case .follow(let region, let followings):
            lines(region, [["REPLICAOF"] + place(of: followings.first?.source ?? nil)])
        case .verify(let from, let to, _):
            ["compare the number of keys of \(topology.name(of: from)) and \(topology.name(of: to))"]
        default: []
        }
    }

    private func place(of region: RegionIndex?) -> [String] {
        guard let region, let server = server(of: region), case .host(let host, let port) = server.endpoint else {
            return ["NO", "ONE"]
        }
        return [host, String(port)]
    }

    private func lines(_ region: RegionIndex, _ commands: [[String]]) -> [String] {
        guard let server = server(of: region) else { return [] }
        return commands.map { "\($0.joined(separator: " "))  (\(server.endpoint))" }
    }
}
