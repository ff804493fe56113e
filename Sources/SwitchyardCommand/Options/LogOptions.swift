public import ArgumentParser
public import Logging

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// How much of the engine's reasoning goes to standard error.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "trace, debug (what the engine decides and why), info, notice, warning, error.", valueName: "level"))
    var logLevel = Logger.Level.warning

    var logger: Logger {
        var logger = Logger(label: "switchyard") { label in StreamLogHandler.standardError(label: label) }
        logger.logLevel = logLevel
        return logger
    }
}
