import Runbook
import RunbookCompiler
import World

/// A healthy world: east writes and carries everything, west and north follow.
enum WorldFixture {
    static func healthy() -> WorldState {
        var world = WorldState(unknownIn: PlanFixture.topology)
        for region in world.regions {
            world.isReachable[region.index] = .yes
            for service in [ServiceIndex(0), ServiceIndex(1)] {
                world[region, service].isServing = .yes
                world[region, service].capacity = .all
                world[region, service].isFenced = .no
                world[region, service].lag = .zero
                world[region, service].weight = region == PlanFixture.east ? .all : .zero
                world[region, service].role = service == ServiceIndex(1) ? .none : .standby
                world[region, service].source = .none
                world[region, service].isStreaming = .no
            }
        }
        world[PlanFixture.east, ServiceIndex(0)].role = .writer
        world[PlanFixture.west, ServiceIndex(0)].source = .region(PlanFixture.east)
        world[PlanFixture.west, ServiceIndex(0)].isStreaming = .yes
        world[PlanFixture.north, ServiceIndex(0)].source = .region(PlanFixture.west)
        world[PlanFixture.north, ServiceIndex(0)].isStreaming = .yes
        return world
    }
}
