package import Runbook

/// In which modes a node takes place: `when`, once parameters are bound, depends on nothing else.
package struct ModeGuard: OptionSet, Hashable, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let planned = ModeGuard(rawValue: 1)
    package static let emergency = ModeGuard(rawValue: 2)
    package static let always: ModeGuard = [.planned, .emergency]
    package static let never: ModeGuard = []

    package func admits(_ mode: Mode) -> Bool { contains(mode == .planned ? .planned : .emergency) }
}
