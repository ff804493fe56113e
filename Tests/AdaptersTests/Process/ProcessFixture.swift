import Engine
import Foundation
import Runbook
import RunbookCompiler
import World

@testable import Adapters

/// Two regions behind a program.
enum ProcessFixture {
    static let topology = Topology(
        regions: [
            Topology.Region(name: "east", role: .primary, services: ServiceSet([ServiceIndex(0)])),
            Topology.Region(name: "west", role: .secondary, services: ServiceSet([ServiceIndex(0)])),
        ],
        services: [Topology.Service(name: "api", type: .api)])
    static let east = RegionIndex(0)
    static let west = RegionIndex(1)
    static let api = ServiceIndex(0)

    static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../docs/examples/regions.py").standardized.path

    static func adapter(
        _ program: [String], timeout: Milliseconds = .seconds(5), timekeeper: any Timekeeper = WallTimekeeper()
    ) -> ProcessAdapter {
        func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: .startOfFile) }
        let verify = OfferedAction(
            name: located("backup.verify"), summary: "",
            arguments: [OfferedAction.Argument(name: located("region"), type: .region)], touches: [],
            isReadOnly: true,
            isRepeatable: true, expectedDuration: .seconds(1))
        return ProcessAdapter(
            ProcessSettings(program: program.map(located), actions: [verify], timeout: timeout), topology: topology,
            timekeeper: timekeeper)
    }

    /// A program of a few words of shell, which reads its request first.
    static func script(_ words: String, timeout: Milliseconds = .seconds(5)) -> ProcessAdapter {
        adapter(["/bin/sh", "-c", "cat > /dev/null; \(words)"], timeout: timeout)
    }

    static let grow = Effect.scale(west, [Effect.Capacity(service: api, share: .all)])

    static func assignment(_ effect: Effect = grow, timeout: Milliseconds = .seconds(5)) -> Assignment {
        Assignment(
            effect: effect, mode: .planned, epoch: Epoch(rawValue: 3), run: "run", step: "grow", isUndo: false,
            timeout: timeout)
    }
}
