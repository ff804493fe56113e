import ArgumentParser
import Switchyard

/// How a run is executed and shown.
struct ExecutionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Lets simulated regions and the run go faster than the clock, such as 60x; at most 1000x. (default: 1x)",
            valueName: "factor"), transform: Speed.init(argument:))
    var speed = Speed(1)

    @Flag(help: "Gives the approvals that the person who starts the run may give.")
    var yes = false

    @Flag(help: "One JSON object a line for each event.")
    var json = false

    var look: RunConsole.Look { json ? .json : Terminal.isOutput ? .live : .plain }
}
