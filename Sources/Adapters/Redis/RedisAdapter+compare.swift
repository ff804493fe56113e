package import Engine
package import Runbook
package import RunbookCompiler

/// Questions that are asked between failovers.
extension RedisAdapter {
    /// By the number of keys in each database alone: Redis has no cheap sum over its values. Counted again while it differs,
    /// since writes go on.
    package func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement {
        let deadline = Deadline(limit)
        do throws(Stop) {
            let servers = [try known(from), try known(to)]
            var counts: [[String]] = []
            for _ in 0..<RedisAdapter.countings {
                counts = [try await keyspace(of: servers[0], deadline), try await keyspace(of: servers[1], deadline)]
                if counts[0] == counts[1] { break }
                try? await Task.sleep(for: .milliseconds(100))
            }
            let words = "keys are counted, their contents are not compared"
            guard counts[0] != counts[1] else {
                return DataAgreement(
                    service, .agrees, tables: counts[0].count, detail: "\(RedisAdapter.words(counts[0])); \(words)")
            }
            return DataAgreement(
                service, .differs, tables: counts[0].count,
                detail:
                    "\(servers[0].region) has \(RedisAdapter.words(counts[0])), \(servers[1].region) \(RedisAdapter.words(counts[1])); \(words)"
            )
        } catch {
            return DataAgreement(service, .unknown, detail: error.why)
        }
    }

    private static let countings = 5
}
