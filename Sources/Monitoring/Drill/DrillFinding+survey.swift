package import Runbook
package import RunbookCompiler
import World

/// What a survey alone can say to a drill.
extension DrillFinding {
    package static func found(
        in survey: Survey, _ environment: Environment, from source: RegionIndex, to target: RegionIndex
    ) -> [DrillFinding] {
        let reader = DrillReader(survey: survey, environment: environment, source: source, target: target)
        return [reader.reachable, reader.dependencies, reader.replication, reader.lag, reader.capacity]
    }
}
