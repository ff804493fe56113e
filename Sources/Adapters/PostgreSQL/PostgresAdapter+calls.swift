import Engine
import Runbook
import RunbookCompiler
package import World

/// What it would do, as a person would do it.
extension PostgresAdapter {
    package func calls(for effect: Effect, in world: WorldState) -> [String] {
        switch effect {
        case .fence(let region, _): fenceCalls(region)
        case .unfence(let region, _): sql(region, [PostgresAdapter.readWrite, PostgresAdapter.reload])
        case .promote(let region, _, _):
            ["wait until \(topology.name(of: region)) has replayed all that the writer has written"]
                + sql(region, ["select pg_promote(false)"])
        case .follow(let region, let followings): followCalls(region, followings.first?.source ?? nil, in: world)
        case .prepare(.promote(let region, _, _)): prepareCalls(region, in: world)
        case .verify(let from, let to, _):
            ["compare count and checksum of every table of \(topology.name(of: from)) and \(topology.name(of: to))"]
        default: []
        }
    }

    private func sql(_ region: RegionIndex, _ statements: [String]) -> [String] {
        guard let server = server(of: region) else { return [] }
        return statements.map { "\($0);  (\(server.endpoint))" }
    }

    private func fenceCalls(_ region: RegionIndex) -> [String] {
        guard let server = server(of: region) else { return [] }
        if settings.fence == .stop, let control { return ["\(control.place) db_stop \(server.region), as a standby"] }
        return sql(region, [PostgresAdapter.readOnly, PostgresAdapter.reload, PostgresAdapter.cutOff])
    }

    private func followCalls(_ region: RegionIndex, _ source: RegionIndex?, in world: WorldState) -> [String] {
        guard let server = server(of: region), let service else { return [] }
        guard let source, let upstream = self.server(of: source) else {
            return sql(region, ["alter system set primary_conninfo = ''", PostgresAdapter.reload])
        }
        if world[region, service].role == .standby {
            return sql(
                region,
                ["alter system set primary_conninfo = 'host and port of \(upstream.endpoint)'", PostgresAdapter.reload])
        }
        let program = control?.place ?? "(no control program is named)"
        return sql(source, ["checkpoint"]) + ["\(program) db_rejoin \(server.region) to \(upstream.endpoint)"]
    }

    private func prepareCalls(_ region: RegionIndex, in world: WorldState) -> [String] {
        guard let service, let server = server(of: region) else { return [] }
        let writer = topology.regionIndices.first { world[$0, service].role == .writer }
        let others = topology.regionIndices.filter { other in
            writer.map { other != region && world[other, service].source == .region($0) } ?? false
        }
        return [writer, region].compactMap(\.self).flatMap { sql($0, ["checkpoint"]) }
            + others.flatMap {
                sql(
                    $0,
                    [
                        "alter system set primary_conninfo = 'host and port of \(server.endpoint)'",
                        PostgresAdapter.reload,
                    ])
            }
    }
}
