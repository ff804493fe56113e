/// A typed condition over measurements, the mode and parameters, as the author wrote it.
package indirect enum Condition: Hashable, Sendable {
    case comparison(Measurement, ComparisonOperator, Argument<Quantity>)
    /// `$mode == planned`, or a parameter against a literal.
    case fact(Located<String>, ComparisonOperator, Located<String>)
    case claim(Claim)
    case and([Located<Condition>])
    case or([Located<Condition>])
    case not(Located<Condition>)

    /// `metric(region[, service]) [over duration]`
    package struct Measurement: Hashable, Sendable {
        package var metric: Located<Metric>
        package var region: Argument<String>
        package var service: Argument<String>?
        package var window: Argument<Milliseconds>?

        package init(
            metric: Located<Metric>, region: Argument<String>, service: Argument<String>?,
            window: Argument<Milliseconds>?
        ) {
            self.metric = metric
            self.region = region
            self.service = service
            self.window = window
        }
    }
}
