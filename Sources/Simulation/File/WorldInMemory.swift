internal import Synchronization

/// A world that ends with its process.
package final class WorldInMemory: WorldAccess {
    private let world: Mutex<SimulatedWorld>

    package init(_ world: SimulatedWorld) {
        self.world = Mutex(world)
    }

    package func transact<Result>(_ durability: Durability, _ change: (inout SimulatedWorld) -> Result)
        throws(WorldFileError) -> Result
    {
        world.withLock { change(&$0) }
    }

    package var current: SimulatedWorld { world.withLock { $0 } }
}
