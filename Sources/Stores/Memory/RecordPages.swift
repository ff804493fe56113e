import Engine

/// Records in pages, so that a long journal grows without being copied.
struct RecordPages {
    private var full: [[JournalRecord]] = []
    private var last: [JournalRecord] = []
    private static let size = 512

    var count: Int { full.count * RecordPages.size + last.count }
    var all: [JournalRecord] { full.flatMap(\.self) + last }

    mutating func append(_ records: [JournalRecord]) {
        for record in records {
            if last.count == RecordPages.size {
                full.append(last)
                last = []
            }
            if last.isEmpty { last.reserveCapacity(RecordPages.size) }
            last.append(record)
        }
    }
}
