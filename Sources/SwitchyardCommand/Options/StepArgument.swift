import ArgumentParser

/// Which step of the run is meant.
struct StepArgument: ParsableArguments {
    @ArgumentParser.Argument(help: ArgumentHelp("The step's id, as \"switchyard show\" lists it.", valueName: "step"))
    var step: String
}
