import ArgumentParser
import Switchyard

extension SchemaKind: ExpressibleByArgument {}

struct Schema: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of runbooks, environments or fault plans.")

    @ArgumentParser.Argument(help: ArgumentHelp("runbook, environment or faults.", valueName: "kind"))
    var kind = SchemaKind.runbook

    @Option(help: ArgumentHelp("Writes all schemas into a directory instead.", valueName: "directory"))
    var out: String?

    @Flag(help: "Prints the reference of the language as Markdown instead.")
    var reference = false

    func run() async throws {
        if reference { return Output.write(SchemaKind.reference) }
        guard let out else { return Output.write(kind.text) }
        for kind in SchemaKind.allCases { try FileSystem.write(kind.text, to: FileSystem.join(out, kind.fileName)) }
    }
}
