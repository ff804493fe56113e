/// How far a search has come.
package struct SearchCounts: Hashable, Sendable {
    /// States that were met with at most 0, 1, 2 ... faults.
    package var statesByFaults: [Int] = []
    /// States that have been met, whatever it took.
    package var states = 0
    /// Moves that were tried.
    package var moves = 0

    package init() {}
}
