import ArgumentParser
import Switchyard

/// Settings of the simulated regions.
struct RehearsalOptions: ParsableArguments {
    @Flag(help: "Begin with sound simulated regions, forgetting what earlier runs did to them.")
    var fresh = false

    @Option(help: ArgumentHelp("What happens to the simulated regions meanwhile.", valueName: "file"))
    var faults: String?

    @Option(help: "Seed of the simulated regions' randomness.")
    var seed: UInt64?
}
