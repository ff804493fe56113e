import Engine
import Runbook
import RunbookCompiler
import World

/// Whether the data of two servers agrees.
extension RedisAdapter {
    /// The same keys, counted at the same position; writes wait meanwhile, and no longer than a moment.
    func verify(
        _ from: RegionIndex, _ to: RegionIndex, _ deadline: Deadline
    ) async throws(Stop) -> EffectReport {
        let servers = [try known(from), try known(to)]
        let sights = [try await look(servers[0], deadline), try await look(servers[1], deadline)]
        guard let writing = sights.firstIndex(where: { !$0.isReplica }), sights[1 - writing].isReplica else {
            throw Stop(
                answer: .notDone(.refused),
                why:
                    "redis of \(servers[0].region) and \(servers[1].region): one has to be the writer, and the other its replica"
            )
        }
        let (writer, replica) = (servers[writing], servers[1 - writing])
        try await act(writer, [["CLIENT", "PAUSE", "1000", "WRITE"]], deadline)
        let counts: Result<([String], [String]), Stop>
        do throws(Stop) {
            counts = .success(try await self.counts(writer, replica, deadline))
        } catch {
            counts = .failure(error)
        }
        try await act(writer, [["CLIENT", "UNPAUSE"]], deadline)
        let (ours, theirs) = try counts.get()
        guard ours == theirs else {
            throw Stop(
                answer: .notDone(.refused),
                why:
                    "\(writer.region) has \(RedisAdapter.words(ours)), and \(replica.region) \(RedisAdapter.words(theirs))"
            )
        }
        return EffectReport(
            .done, detail: "\(writer.region) and \(replica.region) both have \(RedisAdapter.words(ours))")
    }

    static func words(_ keyspace: [String]) -> String {
        keyspace.isEmpty ? "no keys" : keyspace.joined(separator: ", ")
    }

    func counts(
        _ writer: RedisServer, _ replica: RedisServer, _ deadline: Deadline
    ) async throws(Stop) -> ([String], [String]) {
        let end = try await look(writer, deadline)
        let short = Deadline(deadline.within(Milliseconds(800)))
        while true {
            let own = try await look(replica, deadline)
            if own.history == end.history, own.offset >= end.offset { break }
            if short.isOver {
                throw Stop(
                    answer: .notDone(.refused), why: "\(replica.place): it does not catch up while writes wait")
            }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return (try await keyspace(of: writer, deadline), try await keyspace(of: replica, deadline))
    }

    /// `db0: 120 keys`.
    func keyspace(of server: RedisServer, _ deadline: Deadline) async throws(Stop) -> [String] {
        do throws(RedisServer.Failure) {
            guard case .text(let text)? = try await server.ask([["INFO", "keyspace"]], within: deadline.left).first
            else { return [] }
            return text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("db") }.compactMap { line in
                let parts = line.split(separator: ":")
                let keys = parts.last?.split(separator: ",").first { $0.hasPrefix("keys=") }?.dropFirst(5)
                return parts.first.flatMap { name in keys.map { "\(name): \($0) keys" } }
            }
        } catch {
            throw Stop(answer: .notDone(.unreachable), why: "\(server.place): \(error.sentence)")
        }
    }
}
