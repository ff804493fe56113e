/// What `show stat` answers: a heading and a line for each proxy and server, with commas in between.
struct StatTable {
    private let columns: [Substring: Int]
    private let rows: [[Substring]]

    /// Nil for any other text.
    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard let heading = lines.first, heading.hasPrefix("# ") else { return nil }
        let names = heading.dropFirst(2).split(separator: ",", omittingEmptySubsequences: false)
        columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// A proxy's or, where one is named, a server's value.
    func value(_ column: Substring, of proxy: String, server: String? = nil) -> Substring? {
        guard let name = columns["pxname"], let member = columns["svname"], let wanted = columns[column] else {
            return nil
        }
        let row = rows.first { row in
            row.count > max(name, member, wanted) && row[name] == proxy && (server.map { row[member] == $0 } ?? true)
        }
        return row?[wanted]
    }
}
