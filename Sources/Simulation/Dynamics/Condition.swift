/// What faults have done to a region, a service in it, or a link.
struct Condition: Hashable, Sendable, Codable {
    enum Health: String, Hashable, Sendable, Codable {
        case up, failed, partitioned
    }

    var health = Health.up
    /// How many times slower than it should be; a link has this fraction of its bandwidth.
    var slowness: Double = 1

    static let sound = Condition()

    var isUp: Bool { health == .up }
    var isAlive: Bool { health != .failed }
}
