/// Kinds of sightings.
package struct Interests: OptionSet, Hashable, Sendable {
    package var rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let took = Interests(rawValue: 1)
    package static let journaled = Interests(rawValue: 2)
    package static let live = Interests(rawValue: 4)
    package static let asked = Interests(rawValue: 8)
    package static let tookEffect = Interests(rawValue: 16)
    package static let rested = Interests(rawValue: 32)
    package static let over = Interests(rawValue: 64)
    package static let sampled = Interests(rawValue: 128)
    package static let sentAgain = Interests(rawValue: 256)
}

extension Sighting {
    /// Its kind; none for what only a scene remembers.
    var kind: Interests {
        switch self {
        case .took: .took
        case .journaled: .journaled
        case .live: .live
        case .asked: .asked
        case .tookEffect: .tookEffect
        case .rested: .rested
        case .over: .over
        case .sampled: .sampled
        case .sentAgain: .sentAgain
        case .looked, .outside: []
        }
    }
}
