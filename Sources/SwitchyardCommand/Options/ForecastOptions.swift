public import ArgumentParser
public import Switchyard

extension FailoverStrategy: ExpressibleByArgument {}

/// Which runbooks would be run.
struct ForecastOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The directory of the runbooks.", valueName: "directory"))
    var runbooks = "runbooks"

    @Option(help: ArgumentHelp("The runbook for when the source is dead.", valueName: "strategy"))
    var emergency = FailoverStrategy.immediate

    @Option(help: ArgumentHelp("The runbook for when it is not.", valueName: "strategy"))
    var planned = FailoverStrategy.gradual

    var forecast: RunbookForecast {
        var forecast = RunbookForecast()
        (forecast.directory, forecast.emergency, forecast.planned) = (runbooks, emergency, planned)
        return forecast
    }
}
