import Engine

/// Rows that differ, by key: what each comes to in both, nil where there is none.
struct RowDifferences {
    typealias Sums = (ours: String?, theirs: String?)

    var rows: [RowKey: Sums] = [:]

    var isEmpty: Bool { rows.isEmpty }

    init() {}

    init(_ ours: [RowKey: String], _ theirs: [RowKey: String]) {
        for key in Set(ours.keys).union(theirs.keys) where ours[key] != theirs[key] {
            rows[key] = (ours[key], theirs[key])
        }
    }

    /// - Parameter rest: how many more rows differ, of which nothing else is known.
    func difference(in table: ComparedTable, beside rest: Int) -> DataAgreement.Difference {
        func some(_ isSo: (Sums) -> Bool) -> [String] {
            rows.filter { isSo($0.value) }.keys.map(\.sentence).sorted().prefix(DataAgreement.mostKeys).map(\.self)
        }
        return DataAgreement.Difference(
            place: table.name, missing: some { $0.theirs == nil }, extra: some { $0.ours == nil },
            changed: some { $0.ours != nil && $0.theirs != nil }, count: rows.count + rest)
    }
}
