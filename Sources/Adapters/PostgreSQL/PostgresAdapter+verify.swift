import Engine
import Runbook
import RunbookCompiler
import World

/// Whether the data of two servers agrees, at one position of the log.
extension PostgresAdapter {
    /// Writes wait for a moment: until the standby has what the writer had, and both have begun to read.
    func verify(_ from: RegionIndex, _ to: RegionIndex, _ deadline: Deadline) async throws -> EffectReport {
        let servers = [try known(from), try known(to)]
        let sights = [try await sight(of: servers[0], deadline), try await sight(of: servers[1], deadline)]
        guard let writing = sights.firstIndex(where: { !$0.isStandby }), sights[1 - writing].isStandby else {
            throw Refusal(
                failure: .refused,
                why:
                    "postgresql of \(servers[0].region) and \(servers[1].region): one has to be the writer, and the other a standby"
            )
        }
        let (writer, standby) = (servers[writing], servers[1 - writing])
        func reader(_ server: PostgresServer) -> ComparisonReader { ComparisonReader(server, settings, deadline) }
        let comparison = DataComparison(writer: reader(writer), standby: reader(standby), holder: reader(writer))
        do throws(ComparisonFailure) {
            let tables = try await comparison.run()
            let rows = tables.reduce(0) { $0 + $1.rows }
            return EffectReport(
                .done,
                detail: "\(rows) rows in \(tables.count) tables agree between \(writer.region) and \(standby.region)")
        } catch {
            throw Refusal(
                failure: error.isFinal ? .invalid : .refused,
                why: "postgresql of \(writer.region) and \(standby.region): \(error.why)")
        }
    }
}
