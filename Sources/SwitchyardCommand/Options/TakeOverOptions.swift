import ArgumentParser

/// How a run that nobody executes is executed by whoever tells it to go on.
struct TakeOverOptions: ParsableArguments {
    @OptionGroup(title: "When nobody executes the run, so that this does, until it rests")
    var execution: ExecutionOptions

    @Flag(help: "Executes it in the background.")
    var detach = false
}
