/// What an action of an adapter does, in terms of built-in effects. It does so without their guards, as a script would.
package enum Deed: Hashable, Sendable {
    case fence, unfence, promote
    /// All requests that `from` has go to `to`.
    case shift
}
