/// Why data could not be compared, or does not agree.
struct ComparisonFailure: Error {
    var why: String
    /// Repeating it will not help.
    var isFinal = false

    /// Nothing that was compared agrees.
    static let noTables = ComparisonFailure(
        why: "there is no table in this database; name the right one as its \"database\"", isFinal: true)
}
