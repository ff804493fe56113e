package import Engine
package import Runbook
package import RunbookCompiler

/// Questions that are asked between failovers.
extension RedisAdapter {
    /// By the number of keys in each database alone: Redis has no cheap sum over its values. Counted again while it differs,
    /// since writes go on. What does not follow can differ, and never agrees: as many keys are not the same keys.
    package func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement {
        let deadline = Deadline(limit)
        do throws(Stop) {
            let servers = [try known(from), try known(to)]
            var counts: [[String]] = []
            var meeting: Meeting?
            var isWritten = false
            for _ in 0..<RedisAdapter.countings {
                meeting = try await self.meeting(of: servers, deadline)
                counts = [try await keyspace(of: servers[0], deadline), try await keyspace(of: servers[1], deadline)]
                if counts[0] == counts[1] { break }
                if let meeting { isWritten = try await look(meeting.leading, deadline).offset != meeting.offset }
                try? await Task.sleep(for: .milliseconds(100))
            }
            let words = "keys are counted, their contents are not compared"
            let each = zip(servers, counts).map { "\($0.region) has \(RedisAdapter.words($1))" }
                .joined(separator: ", ")
            let (verdict, detail): (DataAgreement.Verdict, String) =
                switch (counts[0] == counts[1], meeting != nil) {
                case (false, true) where isWritten:
                    (.unknown, "keys come and go all the while; \(each); \(words)")
                case (true, true): (.agrees, "\(RedisAdapter.words(counts[0])); \(words)")
                case (true, false): (.unknown, "neither follows the other; \(each); \(words)")
                case (false, true): (.differs, "\(each); \(words)")
                case (false, false): (.differs, "neither follows the other; \(each); \(words)")
                }
            return DataAgreement(service, verdict, tables: counts[0].count, detail: detail)
        } catch {
            return DataAgreement(service, .unknown, detail: error.why)
        }
    }

    private static let countings = 5
    private static let longestWait = Milliseconds.seconds(5)

    /// Where one of two was when the other one had as much.
    private struct Meeting {
        var leading: RedisServer
        var offset: Int64
    }

    /// Waits until the one that has less of the history that both share has what the other one had.
    /// - Returns: nil when they share none, or nothing arrives.
    private func meeting(of servers: [RedisServer], _ deadline: Deadline) async throws(Stop) -> Meeting? {
        let sights = [try await look(servers[0], deadline), try await look(servers[1], deadline)]
        let led = sights[0].isReplica && (!sights[1].isReplica || sights[0].offset < sights[1].offset) ? 0 : 1
        guard sights[led].isReplica else { return nil }
        let end = sights[1 - led]
        let patience = Deadline(deadline.within(RedisAdapter.longestWait))
        while true {
            let own = try await look(servers[led], deadline)
            guard own.history == end.history, own.isLinked else { return nil }
            if own.offset >= end.offset { return Meeting(leading: servers[1 - led], offset: end.offset) }
            if patience.isOver {
                throw Stop(answer: .notDone(.refused), why: "\(servers[led].place): it does not catch up")
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}
