/// Writes that were acknowledged to somebody and are gone.
package struct LostWrites: Hashable, Sendable, Codable {
    package struct Loss: Hashable, Sendable, Codable {
        /// Milliseconds of the world's clock.
        package var at: Int64
        package var service: String
        /// The region whose writes they were.
        package var region: String
        /// The span of time in which they were acknowledged, in milliseconds.
        package var milliseconds: Int64
        package var bytes: Double
    }

    package private(set) var losses: [Loss] = []

    /// The longest span of any service, in milliseconds.
    package var milliseconds: Int64 { losses.map(\.milliseconds).max() ?? 0 }
    package var bytes: Double { losses.reduce(0) { $0 + $1.bytes } }

    mutating func add(_ loss: Loss) {
        if loss.bytes > 0 { losses.append(loss) }
    }
}
