/// Why an effect was certainly not performed.
package enum EffectFailure: UInt8, Hashable, Sendable, CaseIterable {
    case unreachable, refused, conflict
    /// It can never succeed as it is; repeating it is pointless.
    case invalid

    package var isWorthRepeating: Bool { self != .invalid }

    package var sentence: String {
        switch self {
        case .unreachable: "the region did not answer"
        case .refused: "the region refused it"
        case .conflict: "something else is changing the same thing"
        case .invalid: "it cannot be performed as it stands"
        }
    }
}
