import Runbook
import RunbookCompiler
import World

/// What the servers of all regions say, put together: who is the writer, who follows whom, and who is left behind.
struct ClusterSight {
    /// By region; nil for one that does not answer.
    let servers: [ServerSight?]
    /// By region, as it was declared; nil where there is none.
    let endpoints: [Endpoint?]

    /// The state of each region's server.
    func state(of region: Int) -> ServiceState {
        var state = ServiceState()
        guard let server = servers[region] else { return state }
        state.isFenced = Knowledge(server.isFenced)
        guard server.isStandby else {
            let isLeft = server.isFenced && isLeftBehind(region)
            state.role = isLeft ? .detached : .writer
            state.source = .none
            state.isStreaming = .no
            state.lag = isLeft ? nil : .zero
            return state
        }
        state.role = .standby
        state.source = source(of: region).map { .region(RegionIndex($0)) } ?? (server.source == nil ? .none : .unknown)
        state.isStreaming = Knowledge(isStreaming(region))
        state.lag = lag(of: region)
        return state
    }

    /// Somebody else has been promoted since.
    private func isLeftBehind(_ region: Int) -> Bool {
        guard let own = servers[region]?.timeline else { return false }
        return servers.contains { other in
            guard let other, !other.isStandby, let timeline = other.timeline else { return false }
            return timeline > own
        }
    }

    /// The writer that the others are measured against: of the latest timeline.
    var writer: Int? {
        servers.indices.filter { servers[$0]?.isStandby == false }
            .max { (servers[$0]?.timeline ?? 0) < (servers[$1]?.timeline ?? 0) }
    }

    /// Which region a standby follows, or is told to follow.
    func source(of region: Int) -> Int? {
        guard let server = servers[region], server.isStandby else { return nil }
        return [server.sender, server.source?.endpoint].compactMap(\.self).lazy.compactMap(self.region).first
    }

    private func region(at endpoint: Endpoint) -> Int? {
        endpoints.firstIndex { $0 == endpoint }
            ?? servers.firstIndex { $0?.address == endpoint }
    }

    /// Changes arrive, and what arrives is of the history that its source has: what has diverged is seen to stream for
    /// moments at a time.
    func isStreaming(_ region: Int) -> Bool {
        guard let server = servers[region], server.isReceiving, let source = source(of: region) else { return false }
        guard let other = servers[source] else { return true }
        if let own = server.timeline, let theirs = other.timeline, own != theirs { return false }
        guard let own = server.received, let theirs = other.end else { return true }
        // Positions are read one after the other, and its source may have been read first.
        return own <= theirs || own.bytes - theirs.bytes < ClusterSight.slack
    }

    /// What one region writes or takes over reaches the other, by however many standbys.
    func gets(_ region: Int, from source: Int) -> Bool {
        var at = region
        for _ in servers where isStreaming(at) {
            guard let next = self.source(of: at) else { return false }
            if next == source { return true }
            at = next
        }
        return false
    }

    /// Both are standbys, and of one history.
    func areBesides(_ one: Int, _ other: Int) -> Bool {
        [one, other].allSatisfy { servers[$0]?.isStandby == true && sharesHistory($0) }
    }

    private static let slack: UInt64 = 64 << 20

    /// The writer is there and takes no writes, so that where its log ends stays so.
    var isAtRest: Bool { writer.flatMap { servers[$0]?.isFenced } ?? false }

    /// How many bytes of the writer's log a region has not taken over.
    func missing(in region: Int) -> UInt64? {
        guard let writer, let end = servers[writer]?.flushed, let own = servers[region]?.end else { return nil }
        return own.distance(to: end)
    }

    /// Nothing when a standby has all that its writer has; else since when it has not, and an upper bound where the
    /// writer cannot be asked. Unknown for what has another history, and for what a writer that is there does not reach:
    /// its last commit may be one of its own.
    func lag(of region: Int) -> Milliseconds? {
        guard let server = servers[region] else { return nil }
        if region == writer { return .zero }
        guard server.isStandby, sharesHistory(region) else { return nil }
        if missing(in: region) == 0 { return .zero }
        guard writer == nil || isStreaming(region), let last = server.lastCommit else { return nil }
        let now = writer.flatMap { servers[$0]?.now } ?? server.now
        return max(.zero, now - last)
    }

    /// A position means the same to it and to the writer, or, where there is none, to the other standbys.
    func sharesHistory(_ region: Int) -> Bool {
        guard let own = servers[region]?.timeline else { return true }
        if let writer { return servers[writer]?.timeline.map { $0 == own } ?? true }
        let others = servers.indices.filter { $0 != region }.compactMap { servers[$0]?.timeline }
        return others.isEmpty || others.contains(own)
    }

    /// Of the standbys that share a history, the one that has most of it.
    var mostAdvanced: Int? {
        servers.indices.filter { servers[$0]?.isStandby == true && sharesHistory($0) }
            .max { (servers[$0]?.furthest ?? .start) < (servers[$1]?.furthest ?? .start) }
    }
}
