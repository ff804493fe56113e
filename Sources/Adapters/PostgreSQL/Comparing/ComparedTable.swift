/// A table whose rows are compared.
struct ComparedTable: Hashable {
    /// With its schema, quoted.
    var name: String
    /// The columns of its primary key, quoted; none where it has none, and a row is told by all of its columns.
    var columns: [String]

    /// A row's key as one text.
    var key: String {
        columns.isEmpty ? ComparedTable.row : "row(\(columnList))::text"
    }

    private var columnList: String { columns.map { "t.\($0)" }.joined(separator: ", ") }

    /// The parts of a row's key, each as text.
    var parts: [String] { columns.isEmpty ? [ComparedTable.row] : columns.map { "t.\($0)::text" } }

    /// Which rows have these keys: by the index of the primary key, where there is one.
    func isOne(of keys: [RowKey]) -> String {
        let left = "(\(columns.isEmpty ? ComparedTable.row : columnList))"
        let right = keys.map { key in "(\(key.parts.map(PostgresAdapter.quoted).joined(separator: ", ")))" }
        return "\(left) in (\(right.joined(separator: ", ")))"
    }

    /// All columns of a row. The alias alone would be a column of its name, where there is one.
    static let row = "(t.*)::text"
    static let sum = "hashtextextended(\(row), 0)"

    static func all(on reader: ComparisonReader) async throws(ComparisonFailure) -> [ComparedTable] {
        var tables: [ComparedTable] = []
        for row in try await reader.ask(question) {
            guard let name = row[0] else { continue }
            if tables.last?.name != name { tables.append(ComparedTable(name: name, columns: [])) }
            if let column = row[1] { tables[tables.count - 1].columns.append(column) }
        }
        return tables
    }

    private static let question = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(k.attname) \
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
        left join lateral (select a.attname, u.place from pg_catalog.pg_index i \
        cross join unnest(i.indkey) with ordinality u (number, place) \
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = u.number \
        where i.indrelid = c.oid and i.indisprimary and u.place <= i.indnkeyatts) k on true \
        where c.relkind = 'r' and c.relpersistence = 'p' \
        and n.nspname not in ('pg_catalog', 'information_schema') order by 1, k.place
        """
}
