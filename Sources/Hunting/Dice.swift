/// Seeded chance: the same seed gives the same throws on every machine.
package struct Dice: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    /// Dice that depend on nothing but their own place, so that leaving one thing out changes no other.
    package init(_ seed: UInt64, _ stream: Stream, _ index: Int = 0) {
        var mixer = Dice(seed ^ (stream.rawValue &* 0xD6E8_FEB8_6659_FD93))
        state = mixer.next() ^ (UInt64(truncatingIfNeeded: index) &* 0xA076_1D64_78BD_642F)
    }

    package enum Stream: UInt64, Sendable {
        case schedule = 1, environment, runbook, child, faults, request, look, sample, answer, run, boundary, anew
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    package mutating func below(_ bound: Int) -> Int {
        bound <= 1 ? 0 : Int(truncatingIfNeeded: (next() >> 33) % UInt64(bound))
    }

    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// One of several, the weightier the more often.
    package mutating func pick<Element>(weighed elements: [(Int, Element)]) -> Element {
        var rest = below(elements.reduce(0) { $0 + $1.0 })
        for (weight, element) in elements {
            if rest < weight { return element }
            rest -= weight
        }
        return elements[0].1
    }
}
