import Engine
package import Runbook

/// Names runs so that they sort by start and can be typed: `gradual-20261123-2045-k3f9`.
package enum RunName {
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// The wall clock.
    package static var now: Milliseconds { WallTimekeeper().now }

    package static func make(runbook: String, at moment: Milliseconds) -> String {
        var generator = SystemRandomNumberGenerator()
        return make(runbook: runbook, at: moment, using: &generator)
    }

    package static func make(
        runbook: String, at moment: Milliseconds, using generator: inout some RandomNumberGenerator
    ) -> String {
        let suffix = String((0..<4).map { _ in letters.randomElement(using: &generator) ?? "0" })
        return "\(runbook)-\(Timestamp(moment).compact)-\(suffix)"
    }
}
