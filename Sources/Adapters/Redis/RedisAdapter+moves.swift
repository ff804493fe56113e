import Engine
import Runbook
import RunbookCompiler
import World

/// Fences, promotions and replication.
extension RedisAdapter {
    static let leastReplicas = "min-replicas-to-write"
    /// How long clients wait with their writes before they are refused.
    static let pause = "3000"

    func setLeast(_ count: Int64) -> [String] {
        ["CONFIG", "SET", RedisAdapter.leastReplicas, String(count)]
    }

    func fence(_ region: RegionIndex, _ deadline: Deadline) async throws(Stop) -> EffectReport {
        let server = try known(region)
        try await act(
            server, [["CLIENT", "PAUSE", RedisAdapter.pause, "WRITE"], setLeast(RedisSight.fence)], deadline)
        let sight = try await wait(server, deadline, "it is not fenced yet") { $0.isFenced }
        return EffectReport(.done, detail: "\(server.place): refuses writes, at \(sight.offset)")
    }

    func unfence(_ region: RegionIndex, _ deadline: Deadline) async throws(Stop) -> EffectReport {
        let server = try known(region)
        try await act(server, [setLeast(settings.leastReplicas), ["CLIENT", "UNPAUSE"]], deadline)
        _ = try await wait(server, deadline, "it is still fenced") { !$0.isFenced }
        return EffectReport(.done, detail: "\(server.place): takes writes")
    }

    func promote(
        _ region: RegionIndex, _ mode: Mode, _ deadline: Deadline
    ) async throws(Stop) -> EffectReport {
        let server = try known(region)
        if try await look(server, deadline).isReplica {
            try await awaitAll(in: region, server, mode, deadline)
            try await act(server, [["REPLICAOF", "NO", "ONE"]], deadline)
        }
        try await act(server, [setLeast(settings.leastReplicas), ["CLIENT", "UNPAUSE"]], deadline)
        let sight = try await wait(server, deadline, "it is no writer yet") { !$0.isReplica && !$0.isFenced }
        return EffectReport(.done, detail: "\(server.place): the writer, at \(sight.offset)")
    }

    /// Waits until a replica has all that the writer had when it was asked, as far as it can be asked.
    func awaitAll(
        in region: RegionIndex, _ server: RedisServer, _ mode: Mode, _ deadline: Deadline
    ) async throws(Stop) {
        let cluster = await cluster()
        guard let writer = cluster.writer, let end = cluster.servers[writer], let former = servers[writer] else {
            guard mode == .planned else { return }
            throw Stop(
                answer: .notDone(.refused),
                why: "nobody can say whether \(topology.name(of: region)) has all that was written")
        }
        while true {
            let own = try await look(server, deadline)
            if own.history == end.history, own.offset >= end.offset { return }
            let lacks = "it lacks \(max(0, end.offset - own.offset)) bytes of what \(former.region) has written"
            if own.history != end.history {
                throw Stop(
                    answer: .notDone(.refused),
                    why: "\(server.place): its data is of another history than that of \(former.region)")
            }
            if !own.isLinked {
                throw Stop(
                    answer: .notDone(.refused), why: "\(server.place): no changes reach it, and \(lacks)")
            }
            if deadline.isOver || Task.isCancelled {
                throw Stop(answer: .notDone(.refused), why: "\(server.place): \(lacks)")
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    func follow(
        _ region: RegionIndex, _ source: RegionIndex?, _ deadline: Deadline
    ) async throws(Stop) -> EffectReport {
        let server = try known(region)
        guard let source else {
            // Whoever follows nobody is a writer to Redis: it is fenced first.
            try await act(server, [setLeast(RedisSight.fence), ["REPLICAOF", "NO", "ONE"]], deadline)
            _ = try await wait(server, deadline, "it still follows somebody") { !$0.isReplica && $0.isFenced }
            return EffectReport(.done, detail: "\(server.place): follows nobody, and refuses writes")
        }
        let upstream = try known(source)
        guard case .host(let host, let port) = upstream.endpoint else {
            throw Stop(answer: .notDone(.invalid), why: "\(upstream.place): a replica cannot reach a socket")
        }
        _ = try await look(upstream, deadline)
        try await act(
            server,
            [["REPLICAOF", host, String(port)], setLeast(settings.leastReplicas), ["CLIENT", "UNPAUSE"]], deadline)
        _ = try await wait(server, deadline, "changes do not reach it yet") {
            $0.isReplica && $0.isLinked && $0.source == upstream.endpoint && !$0.isFenced
        }
        return EffectReport(.done, detail: "\(server.place): follows \(upstream.region)")
    }
}
