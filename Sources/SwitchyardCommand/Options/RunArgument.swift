import ArgumentParser

/// Which run is meant.
struct RunArgument: ParsableArguments {
    @ArgumentParser.Argument(
        help: ArgumentHelp("The run's id, or a beginning of it that no other run has.", valueName: "run"))
    var run: String
}
