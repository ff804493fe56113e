/// What datapoints come to.
enum MetricReading: Hashable {
    case value(Value)
    case nothing
    /// Why there is no value, in words.
    case trouble(String)

    struct Value: Hashable {
        /// In the metric's base unit.
        var number: Double
        /// Seconds since 1970 at which the newest period ended.
        var end: Int64
        /// Seconds since 1970 from which on no period is missing.
        var begin: Int64
        var count: Int
        /// What was missing and counts as zero, everywhere that was asked for.
        var isMissing: Bool
    }
}
