package import RunbookCompiler

/// Whether a service's data is the same in two regions.
package struct DataAgreement: Hashable, Sendable {
    package enum Verdict: String, Hashable, Sendable {
        case agrees, differs, unknown
    }

    /// Where it differs: a table, a key space.
    package struct Difference: Hashable, Sendable {
        package var place: String
        /// The keys of rows that are in one only, or have other contents; at most `DataAgreement.mostKeys` of each.
        package var missing: [String]
        package var extra: [String]
        package var changed: [String]
        /// How many rows differ altogether.
        package var count: Int

        package init(place: String, missing: [String], extra: [String], changed: [String], count: Int) {
            self.place = place
            self.missing = missing
            self.extra = extra
            self.changed = changed
            self.count = count
        }
    }

    package static let mostKeys = 20

    package var service: ServiceIndex
    package var verdict: Verdict
    /// How many rows were compared, and in how many tables.
    package var rows: Int
    package var tables: Int
    package var differences: [Difference]
    /// At which position, with what caution, or why nothing could be compared.
    package var detail: String

    package init(
        _ service: ServiceIndex, _ verdict: Verdict, rows: Int = 0, tables: Int = 0, differences: [Difference] = [],
        detail: String
    ) {
        self.service = service
        self.verdict = verdict
        self.rows = rows
        self.tables = tables
        self.differences = differences
        self.detail = detail
    }
}
