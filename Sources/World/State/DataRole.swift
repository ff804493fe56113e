/// What a region's copy of a stateful service is.
package enum DataRole: UInt8, Hashable, Sendable {
    /// Not known.
    case unknown
    /// It keeps no data here.
    case none
    /// It acknowledges writes unless it is fenced.
    case writer
    /// It follows another region.
    case standby
    /// It was the writer or lost its source: its data may have diverged, and it must be rebuilt.
    case detached
}
