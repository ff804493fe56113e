/// The counters of one sampler. They saturate.
package struct SamplerState: Hashable, Sendable {
    package var passes: UInt8 = 0
    package var breaches: UInt8 = 0
    package var unknown: UInt8 = 0
    package var isOutstanding = false
    /// The outstanding sample was asked for under another mode and does not count.
    package var isObsolete = false

    package init() {}
}
