package import Engine
package import RunbookCompiler
package import World

/// Something that can be seen of a run from outside: on its journal, at its regions, and in how its executors end.
package enum Sighting: Sendable {
    /// An executor takes the run with this epoch.
    case took(Epoch)
    /// A record became durable.
    case journaled(JournalRecord, by: Epoch)
    /// The machine that an executor goes on with, after the record of this sequence.
    case live(RunMachine, sequence: Int64)
    /// An executor asks how regions are.
    case sampled([MetricQuery])
    /// What a look showed.
    case looked(WorldState)
    case asked(Request)
    /// Its caller sends a request once more, under the number that it had.
    case sentAgain(Request)
    case tookEffect(Request, before: WorldState, after: WorldState)
    /// Something happened to a region by itself.
    case outside(RegionIndex)
    /// The run has come to rest in the eyes of its executor.
    case rested(Phase)
    /// Nothing will happen any more.
    case over
}
