import Runbook
import RunbookCompiler
import World

/// Worlds: `2x1 y- 10000,?,0,w,n,y,-,? n! ?` has two regions of one service.
///
/// A region is whether it answers (`y`, `n`, `?`) and whether it owes a fence (`!`), then its services: weight, capacity,
/// lag in milliseconds, role, fenced, serving, source, streaming. A service of which nothing is known is a single `?`.
/// Services whose clients are kept waiting come last, if there are any: ` waiting 0 2`.
extension EventWriter {
    mutating func write(_ world: WorldState) {
        number(world.regionCount)
        word("x")
        number(world.serviceCount)
        for region in world.regions {
            space()
            word(EventWord.knowledge(world.isReachable[region.index]))
            word(world.owesFence[region.index] ? "!" : "-")
            for service in 0..<world.serviceCount {
                space()
                write(world[region, ServiceIndex(service)])
            }
        }
        if world.waiting.isEmpty { return }
        word(" waiting")
        for service in world.waiting {
            space()
            number(service.rawValue)
        }
    }

    private mutating func write(_ service: ServiceState) {
        guard service != ServiceState() else { return word("?") }
        number(orUnknown: service.weight?.rawValue)
        word(",")
        number(orUnknown: service.capacity?.rawValue)
        word(",")
        number(orUnknown: service.lag?.rawValue)
        word(",")
        word(EventWord.role(service.role))
        word(",")
        word(EventWord.knowledge(service.isFenced))
        word(",")
        word(EventWord.knowledge(service.isServing))
        word(",")
        switch service.source {
        case .unknown: word("?")
        case .none: word("-")
        case .region(let region): number(region.rawValue)
        }
        word(",")
        word(EventWord.knowledge(service.isStreaming))
    }

    mutating func number(orUnknown value: (some FixedWidthInteger)?) {
        if let value { number(value) } else { word("?") }
    }
}
