/// Seeded randomness without a state of its own: the same seed, stream and moment always give the same number.
struct Noise: Hashable, Sendable {
    var seed: UInt64

    /// What a number is drawn for, so that draws of different kinds do not move together.
    enum Stream: UInt64 {
        case demand = 1, responseTime, errors, packetLoss, latency, replication, duration, readiness
    }

    /// From 0 up to, but not including, 1.
    func unit(_ stream: Stream, _ moment: Int64, _ place: Int = 0) -> Double {
        var mixer = SplitMix64(state: seed ^ (stream.rawValue &* 0xA24B_AED4_963E_E407))
        mixer.state ^= mixer.next() &+ UInt64(bitPattern: moment)
        mixer.state ^= mixer.next() &+ UInt64(truncatingIfNeeded: place) &* 0x9FB2_1C65_1E98_DF25
        return Double(mixer.next() >> 11) * 0x1p-53
    }

    /// From -1 up to 1, around 0.
    func around(_ stream: Stream, _ moment: Int64, _ place: Int = 0) -> Double {
        2 * unit(stream, moment, place) - 1
    }

    /// Evenly within a range.
    func within(_ range: ClosedRange<Double>, _ stream: Stream, _ moment: Int64, _ place: Int = 0) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit(stream, moment, place)
    }
}
