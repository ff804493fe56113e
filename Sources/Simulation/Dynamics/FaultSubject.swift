/// What a fault happens to, by index.
enum FaultSubject: Hashable, Sendable, Codable {
    case region(Int)
    case service(Int, region: Int)
    case link(from: Int, to: Int)
}
