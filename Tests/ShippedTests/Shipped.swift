import Engine
import Runbook
import RunbookCompiler
import RunbookYAML
import Simulation
import Testing

/// The runbooks, environments and fault plans that come with Switchyard.
enum Shipped {
    static let directory = String(#filePath.dropLast("Tests/ShippedTests/Shipped.swift".count)) + "runbooks/"
    static let runbooks = ["immediate", "gradual", "canary", "blue_green", "failback", "region_evacuation"]

    static let environment: Environment = {
        let reading = EnvironmentReader.read(bytes("environments/demo.yaml"), file: "demo.yaml")
        guard let value = reading.value else { preconditionFailure("\(reading.diagnostics)") }
        return value
    }()

    static let faultPlans = ((try? PlainFolder.files(in: directory + "faults")) ?? []).filter { $0.hasSuffix(".yaml") }

    static func faultPlan(_ name: String) throws -> FaultPlan {
        let reading = FaultPlanReader.read(bytes("faults/" + name), file: name)
        #expect(words(reading.diagnostics) == [])
        return try #require(reading.value)
    }

    /// Short enough to be read in a failed test.
    static func words(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { "\($0.origin.file):\($0.origin.span.start.line) \($0.code) \($0.message)" }
    }

    static func bytes(_ path: String) -> [UInt8] {
        switch SourceFile.load(directory + path) {
        case .success(let bytes): return bytes
        case .failure(let failure):
            Issue.record("\(failure)")
            return []
        }
    }

    static func runbook(_ name: String) throws -> Runbook {
        let reading = RunbookReader.read(bytes(name + ".yaml"), file: name + ".yaml")
        #expect(words(reading.diagnostics) == [])
        return try #require(reading.value)
    }

    static func plan(_ name: String, parameters: [String: String] = [:], mode: Mode = .planned) throws -> Plan {
        let context = CheckContext(
            library: Library(), environment: environment, parameters: parameters, mode: mode,
            actions: SimulatedActions.catalogue, settleTime: environment.simulation.dnsTimeToLive)
        let result = Checker.check(try runbook(name), in: context)
        #expect(words(result.diagnostics) == [])
        let checked = result.checked
        return try #require(checked?.plan, "not checked")
    }

    static func world() -> SimulatedWorld { SimulatedWorld(Blueprint(environment)) }

    struct Library: RunbookLibrary {
        func runbook(named name: String, version: Int64) -> LibraryAnswer {
            guard let found = try? Shipped.runbook(name) else { return .notFound(candidates: Shipped.runbooks) }
            return .found(found)
        }
    }
}
