import ArgumentParser
import Switchyard

struct Version: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Prints the version.")

    func run() async throws { Output.write("switchyard \(SwitchyardVersion.current)\n") }
}
