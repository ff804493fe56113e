import Engine
import Runbook

/// All tables of two servers, row by row where their sums differ. Nobody's writes wait.
///
/// Both are read in a snapshot, the standby's once it has all that the other's has. What was written in between differs
/// then, so each row that differs is looked at again until it has stood still while the standby caught up.
struct RowComparison: Sendable {
    let one: ComparisonReader
    let other: ComparisonReader
    /// Outside of the snapshots: how far each server is, and single rows as they are now.
    let oneNow: ComparisonReader
    let otherNow: ComparisonReader
    let relation: Relation

    /// What one of the two is to the other.
    enum Relation {
        /// The second gets all that the first has, so that positions of its log mean something there.
        case follows
        /// Both get what a third one writes, each when it does.
        case beside
        case apart
    }

    private var follows: Bool { relation == .follows }

    struct Found {
        var rows = 0
        var tables = 0
        var differences: [DataAgreement.Difference] = []
        /// Rows that differed and were written again and again, or were too many to be looked at again.
        var unsettled = 0
        /// Where the first's log ended when the snapshots were taken.
        var position: LogPosition?
        /// Why not all was compared; what differs does so anyway.
        var shortfall: String?

        var verdict: DataAgreement.Verdict {
            if !differences.isEmpty { return .differs }
            return unsettled > 0 ? .unknown : .agrees
        }
    }

    /// Rows that are looked at one by one; more are counted.
    private static let mostRows = 5000

    /// - Throws: also when there is no table: nothing that was compared agrees.
    func run() async throws(ComparisonFailure) -> Found {
        let readers = [one, other, oneNow, otherNow]
        defer { for reader in readers { reader.end() } }
        for reader in readers { try await reader.prepare() }
        var found = Found()
        let tables = try await tables(&found)
        guard !tables.isEmpty || !found.differences.isEmpty else {
            throw ComparisonFailure.noTables
        }
        found.tables = tables.count + found.differences.count
        try await one.beginSnapshot()
        found.position = try await caughtUp()
        try await other.beginSnapshot()
        do throws(ComparisonFailure) {
            for table in tables { try await compare(table, &found) }
        } catch {
            guard !found.differences.isEmpty else { throw error }
            found.shortfall = error.why
        }
        return found
    }

    /// Those of both. What follows has the same; of others, a table that only one has differs as a whole.
    private func tables(_ found: inout Found) async throws(ComparisonFailure) -> [ComparedTable] {
        guard !follows else { return try await ComparedTable.all(on: oneNow) }
        let (ours, theirs) = try await ComparisonReader.both(oneNow, otherNow) { reader throws(ComparisonFailure) in
            try await ComparedTable.all(on: reader)
        }
        for (tables, others, reader, isOurs) in [(ours, theirs, oneNow, true), (theirs, ours, otherNow, false)] {
            let names = Set(others.map(\.name))
            for table in tables where !names.contains(table.name) {
                let count = try await reader.ask("select count(*) from \(table.name)").first?[0].flatMap { Int($0) }
                let whole = ["the table with \(count.map(String.init) ?? "all its") rows"]
                found.differences.append(
                    DataAgreement.Difference(
                        place: table.name, missing: isOurs ? whole : [], extra: isOurs ? [] : whole, changed: [],
                        count: max(1, count ?? 1)))
            }
        }
        let names = Set(theirs.map(\.name))
        return ours.filter { names.contains($0.name) }
    }

    private func compare(_ table: ComparedTable, _ found: inout Found) async throws(ComparisonFailure) {
        let differing = try await DifferingBuckets.find(table, one, other, downTo: RowComparison.mostRows)
        found.rows += differing.counted
        guard !differing.rows.isEmpty else { return }
        let looked = differing.some(with: RowComparison.mostRows)
        let rest = differing.least(beside: looked)
        let condition = RowBuckets.contain(looked, bits: differing.bits, of: table)
        let (ours, theirs) = try await ComparisonReader.both(one, other) { reader throws(ComparisonFailure) in
            table.sums(of: try await reader.read(table.listing(where: condition)))
        }
        var rows = RowDifferences(ours, theirs)
        var unsettled = rest
        switch relation {
        case .follows: unsettled += try await settle(&rows, of: table)
        case .beside:
            // At what moment each was read says nothing of the other.
            found.unsettled += rest + rows.rows.count
            return
        case .apart: break
        }
        // Where rows that were looked at again differ still, or nothing is written to both, the rest differs too.
        if !rows.isEmpty || relation == .apart {
            found.differences.append(rows.difference(in: table, beside: rest))
        } else {
            found.unsettled += unsettled
        }
    }

    /// Waits until the second has all that the first has now.
    func caughtUp() async throws(ComparisonFailure) -> LogPosition? {
        guard follows else { return nil }
        guard let end = try await oneNow.logEnd() else {
            throw ComparisonFailure(why: "the server that is followed does not say where its log ends")
        }
        while true {
            if let replayed = try await otherNow.logEnd(), replayed >= end { return end }
            if oneNow.isOver { throw ComparisonFailure(why: "the standby does not catch up") }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}
