package import Engine
package import Runbook
package import RunbookCompiler

/// Questions that are asked between failovers.
extension PostgresAdapter {
    package func compare(
        _ service: ServiceIndex, _ from: RegionIndex, _ to: RegionIndex, within limit: Milliseconds
    ) async -> DataAgreement {
        let deadline = Deadline(limit)
        guard let one = server(of: from), let other = server(of: to) else {
            return DataAgreement(service, .unknown, detail: "postgresql was told of no server in one of the regions")
        }
        let cluster = await sight(within: deadline.within(settings.timeout))
        for (region, server) in [(from, one), (to, other)] where cluster.servers[region.index] == nil {
            return DataAgreement(service, .unknown, detail: "\(server.place): it does not answer")
        }
        // Who is followed comes first; two that follow nobody of each other are compared as they are.
        let isReversed = cluster.gets(from.index, from: to.index)
        let relation: RowComparison.Relation =
            if isReversed || cluster.gets(to.index, from: from.index) { .follows } else {
                cluster.areBesides(from.index, to.index) ? .beside : .apart
            }
        let (leading, led) = isReversed ? (other, one) : (one, other)
        func reader(_ server: PostgresServer) -> ComparisonReader { ComparisonReader(server, settings, deadline) }
        let comparison = RowComparison(
            one: reader(leading), other: reader(led), oneNow: reader(leading), otherNow: reader(led), relation: relation
        )
        do throws(ComparisonFailure) {
            let found = try await comparison.run()
            let position =
                found.position.map { "at \($0) of the log of \(leading.region)" }
                ?? "neither streams from the other, so each was read as it is"
            let unsettled = "; \(found.unsettled) rows were written all the while, or are too many, to be compared"
            let shortfall = found.shortfall.map { "; not all was compared: \($0)" } ?? ""
            return DataAgreement(
                service, found.verdict, rows: found.rows, tables: found.tables,
                differences: isReversed ? found.differences.map(\.reversed) : found.differences,
                detail: position + (found.unsettled > 0 ? unsettled : "") + shortfall)
        } catch {
            return DataAgreement(
                service, .unknown, detail: "postgresql of \(one.region) and \(other.region): \(error.why)")
        }
    }

    package func clockSkews() async -> [RegionIndex: Milliseconds] {
        await withTaskGroup(of: (RegionIndex, Milliseconds?).self) { group in
            for region in topology.regionIndices {
                guard let server = servers[region.index] else { continue }
                group.addTask { (region, await skew(of: server)) }
            }
            var skews: [RegionIndex: Milliseconds] = [:]
            for await (region, skew) in group { skews[region] = skew }
            return skews
        }
    }

    /// Its clock against the middle of the time that asking took; the second time, when a connection is there. By the clock on
    /// the wall: beside simulated regions that of a run may stand still.
    private func skew(of server: PostgresServer) async -> Milliseconds? {
        _ = try? await server.sight(within: settings.timeout)
        let began = WallTimekeeper().now
        guard let sight = try? await server.sight(within: settings.timeout) else { return nil }
        return Milliseconds(sight.now.rawValue - (began.rawValue + WallTimekeeper().now.rawValue) / 2)
    }
}

extension DataAgreement.Difference {
    /// As seen from the other side.
    fileprivate var reversed: DataAgreement.Difference {
        DataAgreement.Difference(place: place, missing: extra, extra: missing, changed: changed, count: count)
    }
}
