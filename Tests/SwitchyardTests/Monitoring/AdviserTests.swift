import Foundation
import Monitoring
import Runbook
import RunbookCompiler
import Testing

@testable import Switchyard

/// What advice promises is tried out: the change is made in simulated regions with other seeds, and its gain measured.
@Suite struct AdviserTests {
    static let root = #filePath.components(separatedBy: "/Tests/")[0]
    private static let seeds: ClosedRange<UInt64> = 501...515

    private func lookout() async throws -> Lookout {
        var request = LookoutRequest(environment: Self.root + "/runbooks/environments/demo.yaml")
        request.store = NSTemporaryDirectory() + "no-store-\(UUID())"
        return try await Lookout.open(request)
    }

    private var forecast: RunbookForecast {
        var forecast = RunbookForecast()
        forecast.directory = AdviserTests.root + "/runbooks"
        return forecast
    }

    @Test func `Each suggestion, applied in simulation, gains what it says within a quarter`() async throws {
        let lookout = try await lookout()
        let advice = try await Adviser.advise(lookout, forecast)
        #expect(
            Set(advice.map(\.name)).isSuperset(of: ["dns_ttl", "ready_capacity", "soak", "topology", "cheaper_standby"])
        )
        for found in advice where found.aim != .readiness && found.aim != .availability {
            let appraisal = Appraisal(lookout, forecast, from: "us-east-1", to: found.region)
            let change = try #require(found.change, "\(found.name)")
            let (before, after): (Double?, Double?)
            switch found.aim {
            case .rto, .cost:
                before = try appraisal.triedTime(.emergency, seeds: Self.seeds).map { Double($0.rawValue) }
                after = try appraisal.triedTime(.emergency, with: change, seeds: Self.seeds).map { Double($0.rawValue) }
            case .duration:
                before = try appraisal.triedDuration(.planned, seeds: Self.seeds).map { Double($0.rawValue) }
                after = try appraisal.triedDuration(.planned, with: change, seeds: Self.seeds).map {
                    Double($0.rawValue)
                }
            case .rpo:
                before = try appraisal.lag(seed: 777)
                after = try appraisal.lag(with: change, seed: 777)
            case .readiness, .availability: continue
            }
            let gain = try #require(before) - (try #require(after))
            let promised = found.aim == .cost ? -Double(found.price?.time?.rawValue ?? 0) : found.gain
            #expect(
                abs(gain - promised) <= 0.25 * abs(promised),
                "\(found.name) of \(found.region): \(promised) promised, \(gain) gained")
        }
    }

    @Test func `Every advice appears, and none without its reason`() async throws {
        func names(_ scene: ReportTests.Scene, _ change: (String) -> String = { $0 }) async throws -> Set<String> {
            let scratch = try Scratch()
            let demo = try String(contentsOfFile: Self.root + "/runbooks/environments/demo.yaml", encoding: .utf8)
            let environment = try scratch.write(change(demo), "demo.yaml")
            let place = try await ReportTests.lookout(scene, on: environment, in: scratch)
            return Set(try await Adviser.advise(place, forecast).map(\.name))
        }
        let scenes = Dictionary(uniqueKeysWithValues: ReportTests.scenes.map { ($0.name, $0) })
        let well = try await names(#require(scenes["well"]))
        #expect(
            well == ["dns_ttl", "ready_capacity", "gate_interval", "soak", "topology", "cheaper_standby"])
        let ill = try await names(#require(scenes["api_dead"]))
        #expect(ill.subtracting(well) == ["service_health"])
        let slow = try await names(#require(scenes["link_slow"]))
        #expect(slow.subtracting(well) == ["bandwidth"])
        let small = try await names(#require(scenes["well"])) {
            $0.replacingOccurrences(
                of: "ap-southeast-1: {role: quaternary, capacity: 9000/s",
                with: "ap-southeast-1: {role: quaternary, capacity: 6000/s")
        }
        #expect(small.subtracting(well) == ["peak_capacity"])
        let quick = try await names(#require(scenes["well"])) {
            $0.replacingOccurrences(of: "dns_ttl: 30s", with: "dns_ttl: 5s")
        }
        #expect(well.subtracting(quick) == ["dns_ttl"])
    }
}
