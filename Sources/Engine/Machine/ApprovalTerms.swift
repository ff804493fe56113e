package import Runbook

/// The numbers that an approval is about: what somebody saw who granted it, or what is there now. Nil is unknown.
package struct ApprovalTerms: Hashable, Sendable {
    /// The most that the data of a region that is to take over is behind.
    package var lag: Milliseconds?
    /// The most writes, as time, that the promotions ahead may lose.
    package var loss: Milliseconds?
    /// The least ready capacity of the regions that are to take traffic, of their peak.
    package var capacity: BasisPoints?

    package init(lag: Milliseconds? = nil, loss: Milliseconds? = nil, capacity: BasisPoints? = nil) {
        self.lag = lag
        self.loss = loss
        self.capacity = capacity
    }

    /// The stricter of both, number by number.
    func narrowed(by other: ApprovalTerms) -> ApprovalTerms {
        ApprovalTerms(
            lag: [lag, other.lag].compactMap { $0 }.min(), loss: [loss, other.loss].compactMap { $0 }.min(),
            capacity: [capacity, other.capacity].compactMap { $0 }.max())
    }
}

extension ApprovalTerms {
    /// What a number may grow worse by before it is another number than the one that was approved: half of a time, but
    /// at least so much, and so many points of the peak.
    private static let (leastLagMargin, leastLossMargin) = (Milliseconds.seconds(5), Milliseconds.seconds(1))
    private static let capacityMargin = BasisPoints(500)

    /// The first number that has grown worse than was seen, by more than noise explains. What was unknown when it was
    /// seen was accepted as such; what is unknown only now has not grown, and is waited for before it is needed.
    package func growth(to found: ApprovalTerms) -> ApprovalGrowth? {
        if let lag, let now = found.lag, now > Self.limit(lag, Self.leastLagMargin) {
            return ApprovalGrowth(number: .lag, seen: lag.rawValue, found: now.rawValue)
        }
        if let loss, let now = found.loss, now > Self.limit(loss, Self.leastLossMargin) {
            return ApprovalGrowth(number: .loss, seen: loss.rawValue, found: now.rawValue)
        }
        if let capacity, let now = found.capacity, now < capacity - Self.capacityMargin {
            return ApprovalGrowth(
                number: .capacity, seen: Int64(capacity.rawValue), found: Int64(now.rawValue))
        }
        return nil
    }

    private static func limit(_ seen: Milliseconds, _ least: Milliseconds) -> Milliseconds {
        seen + max(Milliseconds(seen.rawValue / 2), least)
    }
}
