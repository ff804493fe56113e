/// The data of one stateful service: who its writer is, what that writer has acknowledged, and who has how much of it.
struct DataLine: Hashable, Sendable, Codable {
    struct Copy: Hashable, Sendable, Codable {
        /// How much of the writer's log it has, in bytes.
        var applied: Double = 0
        /// Bytes that it has and the writer has not: it parted from the line.
        var diverged: Double = 0
        /// Of these, what it acknowledged after it had parted.
        var acknowledgedAlone: Double = 0
        var acknowledgedAloneSince: Int64?
        /// When its right to write was taken away.
        var fencedAt: Int64?
    }

    /// The region that was promoted last, by index.
    var writer: Int
    var log: WriteLog
    /// By region.
    var copies: [Copy]

    init(writer: Int, regions: Int, at moment: Int64) {
        self.writer = writer
        log = WriteLog(at: moment)
        copies = Array(repeating: Copy(), count: regions)
    }

    /// How far behind the writer a copy is, in milliseconds of writes.
    func lag(of region: Int) -> Int64 {
        guard region != writer, copies[region].applied < log.head else { return 0 }
        return max(1, log.lastWrite - log.time(of: copies[region].applied))
    }

    func lagBytes(of region: Int) -> Double { max(0, log.head - copies[region].applied) }

    /// The most that a copy can be behind when its writer cannot be asked: since the writer died or was fenced it may
    /// have acknowledged writes that nobody here has heard of.
    func lagBound(of region: Int, now: Int64) -> Int64 {
        let limit = min(now, copies[writer].fencedAt ?? now)
        return max(lag(of: region), limit - log.time(of: copies[region].applied))
    }

    /// Makes another region the writer. What it had not received is lost.
    mutating func promote(_ region: Int, now: Int64) -> (milliseconds: Int64, bytes: Double) {
        guard region != writer else { return (0, 0) }
        let loss = (lag(of: region), lagBytes(of: region))
        copies[writer].applied = log.head
        let start = copies[region].applied
        for other in copies.indices where other != region && copies[other].applied > start {
            copies[other].diverged += copies[other].applied - start
            copies[other].applied = start
        }
        log.fork(at: start, now: now)
        writer = region
        copies[region].diverged = 0
        return loss
    }

    /// A copy made anew from what the writer had at a moment. Answers what only the old copy had acknowledged.
    mutating func rebuild(_ region: Int, asOf moment: Int64) -> (milliseconds: Int64, bytes: Double) {
        let copy = copies[region]
        let loss = copy.acknowledgedAloneSince.map { (moment - $0, copy.acknowledgedAlone) } ?? (0, 0)
        copies[region] = Copy()
        copies[region].applied = log.head(at: moment)
        return loss
    }
}
