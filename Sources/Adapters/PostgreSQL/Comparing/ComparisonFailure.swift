/// Why data could not be compared, or does not agree.
struct ComparisonFailure: Error {
    var why: String
    /// Repeating it will not help.
    var isFinal = false
}
