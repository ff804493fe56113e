import Engine
import Foundation
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Simulation

/// Shipped runbooks in bad weather: whatever breaks, a run comes to rest and never makes a second writer.
///
/// `SWITCHYARD_STORMS=500 swift test --filter StormTests` looks further.
@Suite struct StormTests {
    static let seeds = 1...(ProcessInfo.processInfo.environment["SWITCHYARD_STORMS"].flatMap { UInt64($0) } ?? 8)

    @Test("A storm ends in rest, with one writer at most", arguments: seeds)
    func storm(_ seed: UInt64) throws {
        var weather = Weather(seed)
        let (runbook, mode) = weather.run()
        let faults = Demo.faults(weather.faults(), mode: mode)
        var settings = RehearsalSettings(faults)
        settings.sampling = .seconds(15)
        let report = Rehearsal.run(try Demo.plan(runbook, mode: mode), in: Demo.world, settings)
        let story = """
            seed \(seed), \(runbook), \(mode): \(report.phase) after \(report.duration), \(report.step ?? "-")
            \(faults.faults.map { "\($0.at) \($0.subject.words) \($0.kind)" }.joined(separator: "\n"))
            \(report.records.suffix(8).map { "\($0.time) \("\($0.event)".prefix(90)) \($0.detail)" }.joined(separator: "\n"))
            """
        #expect(report.ending == .rest, "\(story)")
        for sample in report.samples {
            #expect(sample.writers.allSatisfy { $0.count <= 1 }, "at \(sample.at): \(story)")
            #expect(sample.regions.reduce(BasisPoints.zero) { $0 + $1.weight } == .all, "at \(sample.at): \(story)")
        }
        if report.outcome == .rolledBack {
            for service in Demo.topology.routed {
                #expect(report.world.truth()[Demo.east, service].weight == .all, "\(story)")
            }
        }
    }

    struct Weather {
        private var dice: SplitMix64

        init(_ seed: UInt64) { dice = SplitMix64(state: seed &* 0x9E37_79B9) }

        mutating func run() -> (String, Mode) {
            let mode: Mode = Bool.random(using: &dice) ? .planned : .emergency
            return (["immediate", "gradual", "canary", "region_evacuation"].randomElement(using: &dice)!, mode)
        }

        mutating func faults() -> [(at: Milliseconds, FaultPlan.Subject, FaultPlan.Kind)] {
            let regions = Demo.topology.regionIndices
            return (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                let region = regions.prefix(3).randomElement(using: &dice)!
                let service = Demo.topology.services.randomElement(using: &dice)!.name
                let subject: FaultPlan.Subject =
                    switch Int.random(in: 0...3, using: &dice) {
                    case 0: Demo.link(Demo.east, Demo.west)
                    case 1: Demo.service(service, in: region)
                    default: Demo.region(region)
                    }
                return (.seconds(Int64.random(in: 0...1200, using: &dice)), subject, kind())
            }
        }

        private mutating func kind() -> FaultPlan.Kind {
            let action = ["shift", "fence", "promote", "scale", "replicate"].randomElement(using: &dice)!
            let times = Int64.random(in: 1...3, using: &dice)
            return switch Int.random(in: 0...6, using: &dice) {
            case 0: .fail
            case 1: .slow(factor: Double.random(in: 2...30, using: &dice))
            case 2: .partition
            case 3: .restore
            case 4: .refuse(action: action, times: times)
            case 5: .loseReply(action: action, times: times)
            default: .loseRequest(action: action, times: times)
            }
        }
    }
}

extension FaultPlan.Subject {
    var words: String {
        switch self {
        case .region(let region): region.value
        case .service(let service, let region): "\(service.value) in \(region.value)"
        case .link(let from, let to): "\(from.value) to \(to.value)"
        }
    }
}
