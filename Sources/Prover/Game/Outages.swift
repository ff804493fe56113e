package import RunbookCompiler

/// What is lost at the moment, a bit each.
package struct Outages: Hashable, Sendable {
    /// Regions that serve nobody and answer nobody.
    package var dead: UInt32 = 0
    /// Regions that serve their users and do not answer us.
    package var cutOff: UInt32 = 0
    /// Services in regions that answer us and serve nobody; by `region x services + service`.
    package var sick: UInt128 = 0
    /// Declared links over which no changes flow, in either direction; by the topology's links.
    package var broken: UInt64 = 0

    package init() {}

    package var isEmpty: Bool { dead | cutOff == 0 && sick == 0 && broken == 0 }

    package func answers(_ region: RegionIndex) -> Bool { (dead | cutOff) & region.bit == 0 }
    package func isDead(_ region: RegionIndex) -> Bool { dead & region.bit != 0 }
}

extension RegionIndex {
    var bit: UInt32 { 1 << UInt32(index) }
}
