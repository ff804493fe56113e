import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Testing
import World

/// The runbooks that come with Switchyard, from the start that their environment declares.
enum Shipped {
    static let directory = String(#filePath.dropLast("Tests/ProverTests/Shipped.swift".count)) + "runbooks/"

    static let environment: Environment = {
        guard let value = EnvironmentReader.read(bytes("environments/demo.yaml"), file: "demo.yaml").value else {
            preconditionFailure("the demo environment cannot be read")
        }
        return value
    }()

    static var start: WorldState { SimulatedWorld(Blueprint(environment)).observation() }

    static func bytes(_ path: String) -> [UInt8] {
        (try? SourceFile.load(directory + path).get()) ?? []
    }

    static func plan(_ name: String, mode: Mode) throws -> Plan {
        let runbook = try #require(RunbookReader.read(bytes(name + ".yaml"), file: name + ".yaml").value)
        let context = CheckContext(
            library: Library(), environment: environment, parameters: [:], mode: mode,
            actions: SimulatedActions.catalogue, settleTime: environment.simulation.dnsTimeToLive)
        let checked = Checker.check(runbook, in: context).checked
        return try #require(checked?.plan)
    }

    struct Library: RunbookLibrary {
        func runbook(named name: String, version: Int64) -> LibraryAnswer {
            let read = RunbookReader.read(Shipped.bytes(name + ".yaml"), file: name + ".yaml")
            return read.value.map { .found($0) } ?? .notFound(candidates: [])
        }
    }
}
