import Engine
import Foundation
import Monitoring
import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import World

/// The shipped simulated regions, looked at when they are well.
enum Fixture {
    static let environment: Environment = {
        let path = #filePath.components(separatedBy: "/Tests/")[0] + "/runbooks/environments/demo.yaml"
        guard let bytes = FileManager.default.contents(atPath: path),
            let environment = EnvironmentReader.read(Array(bytes), file: path).value
        else { fatalError("\(path) cannot be read") }
        return environment
    }()

    static let topology = Topology(environment)
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)

    static func world(after time: Milliseconds = .minutes(2), _ environment: Environment = environment)
        -> SimulatedWorld
    {
        var world = SimulatedWorld(Blueprint(environment))
        world.advance(to: world.clock + time)
        return world
    }

    static func survey(of world: SimulatedWorld = world()) -> Survey {
        Survey(
            topology: topology, time: world.clock, world: world.observation(),
            measurements: SurveyQuestions.all(of: topology).map { world.measure($0) })
    }
}
