/// Capacity on its way: instances become ready one after the other.
struct CapacityRamp: Hashable, Sendable, Codable {
    var region: Int
    var service: Int
    /// In basis points.
    var start: Int32
    var goal: Int32
    /// Milliseconds of the world's clock.
    var begins: Int64
    var ends: Int64

    func ready(at moment: Int64) -> Int32 {
        guard moment < ends else { return goal }
        guard moment > begins else { return start }
        return start + Int32(Double(goal - start) * Double(moment - begins) / Double(ends - begins))
    }
}
