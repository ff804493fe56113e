/// How a run is meant: with everything alive, or with the source possibly dead.
package enum Mode: String, Hashable, Sendable, CaseIterable {
    case planned, emergency
}
