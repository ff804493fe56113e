import Engine
import Foundation
import Runbook
import RunbookCompiler
import RunbookYAML
import Testing
import World

@testable import Simulation

/// The shipped environment and runbooks, and the worlds that tests begin in.
enum Demo {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("runbooks")

    static let environment: Environment = {
        let url = root.appendingPathComponent("environments/demo.yaml")
        guard let data = try? Data(contentsOf: url),
            let environment = EnvironmentReader.read([UInt8](data), file: url.path).value
        else { preconditionFailure("the demo environment cannot be read") }
        return environment
    }()

    static var blueprint: Blueprint { Blueprint(environment) }
    static var world: SimulatedWorld { SimulatedWorld(blueprint) }
    static let topology = Topology(environment)

    static let (east, west, europe, asia) = (RegionIndex(0), RegionIndex(1), RegionIndex(2), RegionIndex(3))
    static func service(_ name: String) -> ServiceIndex { topology.service(named: name)! }
    static var stateful: ServiceSet { topology.stateful }

    static func plan(
        _ name: String, mode: Mode, _ parameters: [String: String] = [:],
        actions: ActionCatalogue = SimulatedActions.catalogue
    ) throws -> Plan {
        let url = root.appendingPathComponent("\(name).yaml")
        let reading = RunbookReader.read([UInt8](try Data(contentsOf: url)), file: url.path)
        let runbook = try #require(reading.value)
        let context = CheckContext(
            library: Library(), environment: environment, parameters: parameters, mode: mode,
            actions: actions, weightStep: BasisPoints(1))
        let result = Checker.check(runbook, in: context)
        return try #require(result.checked, "\(result.diagnostics.map(\.message))").plan
    }

    struct Library: RunbookLibrary {
        func runbook(named name: String, version: Int64) -> LibraryAnswer {
            let url = root.appendingPathComponent("\(name).yaml")
            guard let data = try? Data(contentsOf: url) else { return .notFound(candidates: []) }
            let reading = RunbookReader.read([UInt8](data), file: url.path)
            return reading.value.map { .found($0) } ?? .unreadable(reading.diagnostics)
        }
    }

    static func faults(
        _ faults: [(at: Milliseconds, FaultPlan.Subject, FaultPlan.Kind)], mode: Mode = .planned,
        approvals: FaultPlan.Approvals = .granted
    ) -> FaultPlan {
        FaultPlan(
            file: "faults.yaml", name: name("faults"), summary: nil, runbook: name("gradual"), mode: mode,
            parameters: [], approvals: approvals,
            expect: .init(outcome: Located(.succeeded, at: .startOfFile), step: nil, writer: nil, weights: []),
            faults: faults.map { FaultPlan.Fault(at: $0.at, subject: $0.1, kind: $0.2, span: .startOfFile) })
    }

    static func name(_ text: String) -> Located<String> { Located(text, at: .startOfFile) }
    static func region(_ region: RegionIndex) -> FaultPlan.Subject { .region(name(topology.name(of: region))) }
    static func service(_ service: String, in region: RegionIndex) -> FaultPlan.Subject {
        .service(name(service), region: name(topology.name(of: region)))
    }
    static func link(_ from: RegionIndex, _ to: RegionIndex) -> FaultPlan.Subject {
        .link(from: name(topology.name(of: from)), to: name(topology.name(of: to)))
    }
}

extension SimulatedWorld {
    mutating func wait(_ length: Milliseconds) { advance(to: clock + length) }

    /// Carries an effect through, letting its time pass.
    @discardableResult
    mutating func perform(
        _ effect: Effect, epoch: Int64 = 1, timeout: Milliseconds = .minutes(5), action: PlanAction? = nil
    )
        -> EffectReport
    {
        var assignment = Assignment(
            effect: effect, mode: .planned, epoch: Epoch(rawValue: epoch), run: "test", step: effect.action,
            isUndo: false, timeout: timeout)
        assignment.action = action
        var undertaking = Undertaking(assignment)
        while true {
            switch undertaking.proceed(in: &self) {
            case .wait(let moment): advance(to: moment)
            case .answer(let report): return report
            }
        }
    }

    mutating func strike(_ subject: FaultPlan.Subject, _ kind: FaultPlan.Kind) {
        schedule(Demo.faults([(.zero, subject, kind)]))
    }

    func value(_ metric: Metric, _ region: RegionIndex, _ service: String? = nil, over window: Milliseconds? = nil)
        -> Double?
    {
        measure(MetricQuery(metric: metric, region: region, service: service.map { Demo.service($0) }, window: window))
            .value?.value
    }

    /// All routed services, from east to west.
    static func shift(_ percent: Int32) -> Effect {
        .route(
            from: Demo.east, to: Demo.west,
            Demo.topology.routed.map { .init(service: $0, from: .percent(100 - percent), to: .percent(percent)) })
    }

    static func scale(_ region: RegionIndex, _ percent: Int32) -> Effect {
        .scale(
            region, Demo.topology.services.indices.map { .init(service: ServiceIndex($0), share: .percent(percent)) })
    }

    static func follow(_ region: RegionIndex, _ source: RegionIndex?) -> Effect {
        .follow(region, Demo.stateful.map { .init(service: $0, source: source) })
    }
}
