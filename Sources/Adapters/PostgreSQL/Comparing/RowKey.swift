import Runbook

/// What tells a row from the others of its table.
struct RowKey: Hashable {
    /// The columns of its primary key as text; without one the whole row.
    var parts: [String]

    /// As PostgreSQL writes a row.
    var sentence: String {
        if let only = parts.first, parts.count == 1, only.hasPrefix("(") { return only.printable }
        return "(\(parts.joined(separator: ",")))".printable
    }
}
