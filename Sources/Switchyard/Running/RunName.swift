import Engine
package import Runbook

/// Names runs so that they sort by start and can be typed: `gradual-20261123-2045-k3f9`.
package enum RunName {
    /// What a run is called after is cut here: a run's name may have 100 characters.
    private static let longest = 60
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
        let name = String(runbook.unicodeScalars.prefix(longest).map { isPlain($0) ? Character($0) : "_" })
        let suffix = String((0..<4).map { _ in letters.randomElement(using: &generator) ?? "0" })
        return "\(name)-\(Timestamp(moment).compact)-\(suffix)"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            || scalar == "_" || scalar == "-"
    }
}
