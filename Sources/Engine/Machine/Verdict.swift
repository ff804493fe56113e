/// What one sample of a gate says. Unknown never passes.
package enum Verdict: UInt8, Hashable, Sendable, CaseIterable {
    case holds, breaches, unknown
    /// The window reaches back before the last change had settled: neither good nor bad.
    case notYet
}
