/// The shape that a runbook promises; the checker holds it to that.
package enum Strategy: String, Hashable, Sendable, CaseIterable {
    case immediate, gradual, canary
    case blueGreen = "blue_green"
    case custom
}
