/// The answer of the safety check before an effect.
package enum Clearance: Hashable, Sendable {
    case clear
    /// Not now; time may mend it.
    case wait(Concern)
    /// Performing it would itself break an invariant; time will not mend that.
    case refuse(Concern)
}
