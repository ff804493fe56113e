import Runbook
import RunbookCompiler
import World

/// What the servers of all regions say, put together.
struct RedisCluster {
    /// By region; nil for one that does not answer.
    let servers: [RedisSight?]
    /// By region, as it was declared.
    let endpoints: [Endpoint?]

    func state(of region: Int) -> ServiceState {
        var state = ServiceState()
        guard let server = servers[region] else { return state }
        state.isFenced = Knowledge(server.isFenced)
        if server.isReplica {
            state.role = .standby
            state.source = source(of: region).map { .region(RegionIndex($0)) } ?? .unknown
            state.isStreaming = Knowledge(isStreaming(region))
            state.lag = lag(of: region)
        } else {
            let isLeft = server.isFenced && isLeftBehind(region)
            state.role = isLeft ? .detached : .writer
            (state.source, state.isStreaming) = (.none, .no)
            state.lag = isLeft ? nil : .zero
        }
        return state
    }

    /// Another one was promoted out of its history.
    private func isLeftBehind(_ region: Int) -> Bool {
        guard let own = servers[region]?.history else { return false }
        return servers.indices.contains { other in
            other != region && servers[other]?.isReplica == false && servers[other]?.formerHistory == own
        }
    }

    func source(of region: Int) -> Int? {
        guard let server = servers[region], server.isReplica, let source = server.source else { return nil }
        return endpoints.firstIndex { $0 == source }
    }

    func isStreaming(_ region: Int) -> Bool {
        guard let server = servers[region], server.isReplica, server.isLinked, let source = source(of: region) else {
            return false
        }
        return servers[source].map { $0.history == server.history } ?? true
    }

    /// The server from which others take changes and which takes them from nobody.
    var writer: Int? {
        let masters = servers.indices.filter { servers[$0]?.isReplica == false }
        return masters.first { servers[$0]?.isFenced == false } ?? masters.first
    }

    func missing(in region: Int) -> Int64? {
        guard let writer, let theirs = servers[writer], let own = servers[region], own.history == theirs.history else {
            return nil
        }
        return max(0, theirs.offset - own.offset)
    }

    /// Nothing when it has all; else since when it has not heard, and a second more, which is how finely Redis tells it.
    func lag(of region: Int) -> Milliseconds? {
        guard let server = servers[region], server.isReplica else { return region == writer ? .zero : nil }
        if missing(in: region) == 0 { return .zero }
        return server.silence.map { $0 + .seconds(1) }
    }
}
