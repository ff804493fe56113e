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
        guard let first = cluster.servers[from.index], let second = cluster.servers[to.index] else {
            let silent = cluster.servers[from.index] == nil ? one : other
            return DataAgreement(service, .unknown, detail: "\(silent.place): it does not answer")
        }
        // Who is followed comes first; two that follow nobody of each other are compared as they are.
        let isReversed = first.isStandby && !second.isStandby
        let (leading, led) = isReversed ? (other, one) : (one, other)
        let follows =
            first.isStandby != second.isStandby && cluster.isStreaming(isReversed ? from.index : to.index)
        let comparison = RowComparison(
            one: reader(leading), other: reader(led), oneNow: reader(leading), otherNow: reader(led), follows: follows,
            deadline: deadline)
        do throws(RowComparison.Failure) {
            let found = try await comparison.run()
            let position =
                found.position.map { "at \($0) of the log of \(leading.region)" }
                ?? "\(led.region) does not stream from \(leading.region), so each was read as it is"
            return DataAgreement(
                service, found.differences.isEmpty ? .agrees : .differs, rows: found.rows, tables: found.tables,
                differences: isReversed ? found.differences.map(\.reversed) : found.differences, detail: position)
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

    /// Its clock against the middle of the time that asking took; the second time, when a connection is there.
    private func skew(of server: PostgresServer) async -> Milliseconds? {
        _ = try? await server.sight(within: settings.timeout)
        let began = timekeeper.now
        guard let sight = try? await server.sight(within: settings.timeout) else { return nil }
        return Milliseconds(sight.now.rawValue - (began.rawValue + timekeeper.now.rawValue) / 2)
    }
}

extension DataAgreement.Difference {
    /// As seen from the other side.
    fileprivate var reversed: DataAgreement.Difference {
        DataAgreement.Difference(place: place, missing: extra, extra: missing, changed: changed, count: count)
    }
}
