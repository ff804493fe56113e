import ArgumentParser
import Switchyard

struct Version: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the version.")

    func run() async throws { Output.write("switchyard \(SwitchyardVersion.current)\n") }
}
