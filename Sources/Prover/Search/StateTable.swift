/// The states that have been met, by their fingerprints: 17 bytes each, in open addressing that is at most two thirds full.
struct StateTable {
    struct Mark: Hashable, Sendable {
        /// Faults that it takes to get there.
        var level: UInt8
        /// The pass in which it was last visited.
        var pass: UInt8
        /// On the path that is being followed.
        var isOpen: Bool

        fileprivate init(_ byte: UInt8) { (level, pass, isOpen) = (byte & 7, (byte >> 3) & 7, byte & 64 != 0) }

        init(level: Int, pass: Int, isOpen: Bool) {
            (self.level, self.pass, self.isOpen) = (UInt8(level), UInt8(pass), isOpen)
        }

        fileprivate var byte: UInt8 { 128 | level | pass << 3 | (isOpen ? 64 : 0) }
    }

    /// The most faults that a level can count.
    static let mostLevels = 7

    private var high: [UInt64]
    private var low: [UInt64]
    /// Zero where nothing is.
    private var marks: [UInt8]
    private(set) var count = 0

    init(capacity: Int = 1 << 12) {
        high = Array(repeating: 0, count: capacity)
        low = high
        marks = Array(repeating: 0, count: capacity)
    }

    /// Bytes that it takes.
    var footprint: Int { marks.count * 17 }

    private func slot(of print: Fingerprint) -> Int {
        let mask = marks.count - 1
        var slot = Int(truncatingIfNeeded: print.low) & mask
        while marks[slot] != 0, high[slot] != print.high || low[slot] != print.low { slot = (slot + 1) & mask }
        return slot
    }

    subscript(print: Fingerprint) -> Mark? {
        let byte = marks[slot(of: print)]
        return byte == 0 ? nil : Mark(byte)
    }

    mutating func set(_ mark: Mark, for print: Fingerprint) {
        var slot = slot(of: print)
        if marks[slot] == 0 {
            if (count + 1) * 3 > marks.count * 2 {
                grow()
                slot = self.slot(of: print)
            }
            count += 1
            (high[slot], low[slot]) = (print.high, print.low)
        }
        marks[slot] = mark.byte
    }

    private mutating func grow() {
        var larger = StateTable(capacity: marks.count * 2)
        for slot in marks.indices where marks[slot] != 0 {
            let mask = larger.marks.count - 1
            var place = Int(truncatingIfNeeded: low[slot]) & mask
            while larger.marks[place] != 0 { place = (place + 1) & mask }
            (larger.high[place], larger.low[place], larger.marks[place]) = (high[slot], low[slot], marks[slot])
        }
        larger.count = count
        self = larger
    }
}
