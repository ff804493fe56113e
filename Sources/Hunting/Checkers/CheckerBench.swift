/// Checkers side by side, each asked only about what it is interested in.
package struct CheckerBench {
    private var checkers: [any HuntChecker]
    /// Places in `checkers`, by the bit of the kind.
    private let interested: [[Int]]

    package init(_ types: [any HuntChecker.Type] = AllCheckers.types) {
        checkers = types.map { $0.init() }
        interested = (0..<UInt16.bitWidth).map { bit in
            types.indices.filter { types[$0].interests.rawValue & (1 << UInt16(bit)) != 0 }
        }
    }

    /// What the first checker that objects has to say.
    package mutating func see(_ sighting: Sighting, _ scene: Scene) -> Violation? {
        let kind = sighting.kind
        guard !kind.isEmpty else { return nil }
        for index in interested[kind.rawValue.trailingZeroBitCount] {
            if let complaint = checkers[index].see(sighting, scene) {
                return Violation(checker: type(of: checkers[index]).name, message: complaint)
            }
        }
        return nil
    }
}
