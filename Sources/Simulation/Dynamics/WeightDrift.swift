/// A change of weight that resolvers have not all heard of yet: their answers expire evenly over the time-to-live.
struct WeightDrift: Hashable, Sendable, Codable {
    var region: Int
    var service: Int
    /// Milliseconds of the world's clock.
    var at: Int64
    /// How much the share rose, from -1 to 1.
    var rise: Double

    /// The part of the change that real traffic has not followed yet.
    func outstanding(at moment: Int64, timeToLive: Int64) -> Double {
        guard timeToLive > 0, moment < at + timeToLive else { return 0 }
        return rise * (1 - Double(max(0, moment - at)) / Double(timeToLive))
    }
}
