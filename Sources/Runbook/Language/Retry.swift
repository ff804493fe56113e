/// How often a failed attempt is repeated, and how long to wait in between.
package struct Retry: Hashable, Sendable {
    package var attempts: Argument<Int64>?
    package var delay: Argument<Milliseconds>?
    package var factor: Argument<Int64>?
    package var maximumDelay: Argument<Milliseconds>?

    package init(
        attempts: Argument<Int64>?, delay: Argument<Milliseconds>?, factor: Argument<Int64>?,
        maximumDelay: Argument<Milliseconds>?
    ) {
        self.attempts = attempts
        self.delay = delay
        self.factor = factor
        self.maximumDelay = maximumDelay
    }
}
