import ArgumentParser
import Runbook
import Switchyard

/// Whose regions are looked at.
struct LookoutOptions: ParsableArguments {
    @Option(
        name: [.long, .short],
        help: ArgumentHelp("The environment, by path or by name in environments/.", valueName: "name"))
    var environment: String?

    @OptionGroup var storage: StoreOptions

    @Option(help: ArgumentHelp("What happens to simulated regions before they are looked at.", valueName: "file"))
    var faults: String?

    @Option(help: ArgumentHelp("How long after the faults begin simulated regions are looked at.", valueName: "time"))
    var after = Length(.seconds(90))

    var request: LookoutRequest {
        var request = LookoutRequest(environment: environment)
        request.store = storage.store
        request.faults = faults
        request.after = after.value
        return request
    }
}
