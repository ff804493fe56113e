import ArgumentParser
import Runbook
import Switchyard

extension Mode: ExpressibleByArgument {}

/// What a runbook is compiled with.
struct InputOptions: ParsableArguments {
    @Option(
        name: [.long, .short],
        help: ArgumentHelp("The environment, by path or by name in environments/.", valueName: "name"))
    var environment: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Gives a parameter its value; repeatable.", valueName: "name=value"))
    var settings: [Setting] = []

    @Option(help: ArgumentHelp("planned, or emergency when the source may be dead.", valueName: "mode"))
    var mode: Mode?

    @Option(
        help: ArgumentHelp(
            "Where child runbooks are found besides their parent's directory; repeatable.", valueName: "directory"))
    var library: [String] = []

    func validate() throws {
        var names: Set<String> = []
        for setting in settings where !names.insert(setting.name).inserted {
            throw ValidationError("--set \(setting.name) is given twice.")
        }
    }

    var parameters: [String: String] { Dictionary(settings.map { ($0.name, $0.value) }) { $1 } }

    /// One `name=value` of `--set`.
    struct Setting: ExpressibleByArgument, Sendable {
        var name: String
        var value: String

        init?(argument: String) {
            guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
            name = String(argument[..<sign])
            value = String(argument[argument.index(after: sign)...])
        }
    }
}
