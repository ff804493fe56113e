/// A store that fails for a while.
package struct StoreFault: Hashable, Sendable {
    package var call: StoreCall
    /// The first of the calls that fail, of its kind.
    package var first: Int
    package var times: Int
    /// What was asked for is done nevertheless; only its caller does not hear so.
    package var isKept: Bool

    package init(_ call: StoreCall, first: Int, times: Int, isKept: Bool = false) {
        self.call = call
        self.first = first
        self.times = times
        self.isKept = isKept
    }
}
