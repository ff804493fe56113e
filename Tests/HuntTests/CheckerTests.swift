import Runbook
import RunbookCompiler
import Testing
import World

@testable import Engine
@testable import Hunting

/// Each checker objects to a trace that violates it, and to nothing in the same trace without the violation.
@Suite struct CheckerTests {
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let database = ServiceSet([ServiceIndex(0)])
    static let api = ServiceIndex(1)
    static let fence = Effect.fence(east, database)
    static let promote = Effect.promote(west, database, loss: .zero)
    static let grow = Effect.scale(west, [Effect.Capacity(service: api, share: .all)])
    static let shift = Effect.route(from: east, to: west, [Effect.Route(service: api, from: .zero, to: .all)])
}
