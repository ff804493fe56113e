/// What the writer of a service has acknowledged over time: the head of its log in bytes, moment by moment.
///
/// Between two points the head grows evenly. Old points that no replica needs are dropped, and a long log is thinned.
struct WriteLog: Hashable, Sendable, Codable {
    struct Point: Hashable, Sendable, Codable {
        /// Milliseconds of the world's clock.
        var at: Int64
        var head: Double
    }

    private(set) var points: [Point]
    /// When a write was last acknowledged.
    private(set) var lastWrite: Int64

    private static let most = 512

    init(at moment: Int64) {
        points = [Point(at: moment, head: 0)]
        lastWrite = moment
    }

    var head: Double { points[points.count - 1].head }

    mutating func grow(by bytes: Double, until moment: Int64) {
        let last = points.count - 1
        if bytes > 0 {
            lastWrite = moment
            points.append(Point(at: moment, head: head + bytes))
        } else if last > 0, points[last].head == points[last - 1].head {
            points[last].at = moment
        } else {
            points.append(Point(at: moment, head: head))
        }
        if points.count > WriteLog.most { thin() }
    }

    /// How far the log had grown at a moment.
    func head(at moment: Int64) -> Double {
        guard let next = points.firstIndex(where: { $0.at > moment }) else { return head }
        guard next > 0 else { return points[0].head }
        let (before, after) = (points[next - 1], points[next])
        return before.head + (after.head - before.head) * Double(moment - before.at) / Double(after.at - before.at)
    }

    /// When the write at a position was acknowledged; the last one for the head.
    func time(of position: Double) -> Int64 {
        guard position < head else { return lastWrite }
        guard let next = points.firstIndex(where: { $0.head > position }), next > 0 else { return points[0].at }
        let (before, after) = (points[next - 1], points[next])
        let share = (position - before.head) / (after.head - before.head)
        return before.at + Int64(Double(after.at - before.at) * share)
    }

    /// Drops what everybody has.
    mutating func forget(before position: Double) {
        guard let needed = points.firstIndex(where: { $0.head > position }), needed > 1 else {
            if points[0].head == head, points.count > 2 { points.removeFirst(points.count - 2) }
            return
        }
        points.removeFirst(needed - 1)
    }

    /// The log of a new writer that had only got this far.
    mutating func fork(at position: Double, now: Int64) {
        let moment = time(of: position)
        points = [Point(at: moment, head: position)]
        if now > moment { points.append(Point(at: now, head: position)) }
        lastWrite = moment
    }

    private mutating func thin() {
        let half = points.count / 2
        points = points.enumerated().filter { $0.offset >= half || $0.offset.isMultiple(of: 2) }.map(\.element)
    }
}
