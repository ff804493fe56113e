/// The states that have been met, by 120 bits of their fingerprints: 16 bytes each, so that a look touches one line of
/// the cache, in open addressing that is at most two thirds full.
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

    private struct Entry {
        var low: UInt64 = 0
        /// The mark in the last byte; zero where nothing is.
        var high: UInt64 = 0

        static let fingerprint: UInt64 = ~0xFF

        var mark: UInt8 { UInt8(truncatingIfNeeded: high) }
        var isFree: Bool { mark == 0 }
    }

    /// The most faults that a level can count.
    static let mostLevels = 7

    private var entries: [Entry]
    private(set) var count = 0

    init(capacity: Int = 1 << 12) { entries = Array(repeating: Entry(), count: capacity) }

    /// Bytes that it takes.
    var footprint: Int { entries.count * MemoryLayout<Entry>.stride }

    private func slot(of print: Fingerprint) -> Int {
        let mask = entries.count - 1
        var slot = Int(truncatingIfNeeded: print.low) & mask
        while true {
            let entry = entries[slot]
            if entry.isFree || (entry.low == print.low && (entry.high ^ print.high) & Entry.fingerprint == 0) {
                return slot
            }
            slot = (slot + 1) & mask
        }
    }

    subscript(print: Fingerprint) -> Mark? {
        let entry = entries[slot(of: print)]
        return entry.isFree ? nil : Mark(entry.mark)
    }

    mutating func set(_ mark: Mark, for print: Fingerprint) {
        var slot = slot(of: print)
        if entries[slot].isFree {
            if (count + 1) * 3 > entries.count * 2 {
                grow()
                slot = self.slot(of: print)
            }
            count += 1
        }
        entries[slot] = Entry(low: print.low, high: print.high & Entry.fingerprint | UInt64(mark.byte))
    }

    private mutating func grow() {
        var larger = StateTable(capacity: entries.count * 2)
        let mask = larger.entries.count - 1
        for entry in entries where !entry.isFree {
            var place = Int(truncatingIfNeeded: entry.low) & mask
            while !larger.entries[place].isFree { place = (place + 1) & mask }
            larger.entries[place] = entry
        }
        larger.count = count
        self = larger
    }
}
