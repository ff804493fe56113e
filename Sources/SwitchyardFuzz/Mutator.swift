/// Changes texts a little, as a slip of the hand or a hostile author would.
struct Mutator {
    private var state: UInt64
    private let seeds: [[UInt8]]
    private static let tokens: [[UInt8]] = [
        "[", "{", "]", "}", "- ", ": ", "\n", "\t", "&a", "*a", "<<: ", "!!str ", "|", ">", "'", "\"", "---", "...",
        "$source", "$nobody", "$mode", "needs: [shift]", "parallel:", "undo:", "runbook: gradual@1",
        "percent: [50, 10]",
        "100%", "-1%", "99999999999999999999", "1e9s", "0s", "\u{0}", "\u{FEFF}", "\u{2028}", "é", "over 1m",
        "and not (",
        "irreversible: x", "on_failure: continue", "when: $mode == emergency", "finally:", "region:",
        "service: orders_db",
    ].map { Array($0.utf8) }

    init(seed: UInt64, seeds: [[UInt8]]) {
        state = seed
        self.seeds = seeds
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }

    /// The next text.
    mutating func text() -> [UInt8] {
        var text = seeds[below(seeds.count)]
        for _ in 0...(below(3) * below(3)) { change(&text) }
        return text
    }

    private mutating func change(_ text: inout [UInt8]) {
        guard !text.isEmpty else { return text = Mutator.tokens[below(Mutator.tokens.count)] }
        let place = below(text.count)
        switch below(8) {
        case 0: text[place] = UInt8(truncatingIfNeeded: next())
        case 1: text.removeSubrange(place..<min(text.count, place + 1 + below(20)))
        case 2: text.insert(contentsOf: Mutator.tokens[below(Mutator.tokens.count)], at: place)
        case 3: text.removeSubrange(place...)
        case 4: swapLines(&text)
        case 5: repeatLine(&text)
        case 6: splice(&text, at: place)
        default: changeNumber(&text, from: place)
        }
    }

    private func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private mutating func swapLines(_ text: inout [UInt8]) {
        var parts = lines(text)
        parts.swapAt(below(parts.count), below(parts.count))
        text = Array(parts.joined(separator: [UInt8(ascii: "\n")]))
    }

    private mutating func repeatLine(_ text: inout [UInt8]) {
        var parts = lines(text)
        let line = parts[below(parts.count)]
        parts.insert(contentsOf: Array(repeating: line, count: 1 + below(40)), at: below(parts.count))
        text = Array(parts.joined(separator: [UInt8(ascii: "\n")]))
    }

    private mutating func splice(_ text: inout [UInt8], at place: Int) {
        let other = seeds[below(seeds.count)]
        guard !other.isEmpty else { return }
        let start = below(other.count)
        text.insert(contentsOf: other[start..<min(other.count, start + below(200))], at: place)
    }

    private mutating func changeNumber(_ text: inout [UInt8], from place: Int) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let index = text[place...].firstIndex(where: { digits.contains($0) }) else { return }
        text[index] = digits.lowerBound + UInt8(below(10))
    }
}
