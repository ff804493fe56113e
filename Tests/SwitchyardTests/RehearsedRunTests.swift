import Engine
import Foundation
import Runbook
import Simulation
import Switchyard
import Testing

@Suite("Rehearsals over many seeds")
struct RehearsedRunTests {
    static func request(_ runbook: String, seeds: Int, store: String = "/nonexistent") -> RehearsalRequest {
        var request = RehearsalRequest(Demo.request(runbook, store: store))
        request.seeds = seeds
        return request
    }

    static func faults(_ name: String) -> String { Golden.root.appending(path: "runbooks/faults/\(name)").path() }

    private static let shipped: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: faults(""))) ?? []).filter { $0.hasSuffix(".yaml") }
        .sorted()

    @Test("a rehearsal of gradual reads as it was recorded")
    func golden() async throws {
        let run = try await RehearsedRun.make(Self.request("gradual", seeds: 3))
        try Golden.expect(RehearsalText(run).text, "rehearse.gradual.txt")
    }

    @Test("a rehearsal with faults reads as it was recorded, whatever the width")
    func goldenFaults() async throws {
        var request = Self.request("gradual", seeds: 3)
        request.run.faults = Self.faults("gradual.target_dies_halfway.yaml")
        let run = try await RehearsedRun.make(request)
        try Golden.expect(RehearsalText(run, width: 100).text, "rehearse.faults.txt")
        for width in [40, 80, 133] {
            for line in RehearsalText(run, width: width).text.split(separator: "\n") {
                #expect(String(line).displayWidth <= max(width, 61), "\(line)")
            }
        }
    }

    @Test("a fault plan that is shipped ends as its file says, in each of two seeds", arguments: shipped)
    func faultPlan(name: String) async throws {
        var request = Self.request(String(name.prefix { $0 != "." }), seeds: 2)
        request.run.faults = Self.faults(name)
        let run = try await RehearsedRun.make(request)
        #expect(run.forecast.asExpected == 2, "\(RehearsalText(run).text)")
    }

    @Test("a seed gives the same text, page and JSON twice, and another one gives others")
    func deterministic() async throws {
        var request = Self.request("immediate", seeds: 4)
        request.firstSeed = 40
        let (first, second) = (try await RehearsedRun.make(request), try await RehearsedRun.make(request))
        #expect(RehearsalText(first).text == RehearsalText(second).text)
        #expect(RehearsalPage(first).text == RehearsalPage(second).text)
        #expect(first.json == second.json)
        request.firstSeed = 41
        let third = try await RehearsedRun.make(request)
        #expect(third.forecast.results.dropLast() == first.forecast.results.dropFirst())
        #expect(RehearsalPage(first).text != RehearsalPage(third).text)
    }

    @Test("a store is neither read nor written")
    func noStore() async throws {
        let scratch = try Scratch()
        var request = Self.request("immediate", seeds: 1, store: scratch.path + "/store")
        _ = try await RehearsedRun.make(request)
        #expect(try scratch.contents().isEmpty)
        request.run.store = scratch.path
        _ = try scratch.write("{\"format\": 1,\n  oops", "world.json")
        let before = try scratch.contents()
        _ = try await RehearsedRun.make(request)
        #expect(try scratch.contents() == before)
    }

    @Test("failback is refused on regions that nobody has left, and goes through after gradual")
    func after() async throws {
        var request = Self.request("failback", seeds: 2)
        let error = await #expect(throws: OrchestratorError.self) { try await RehearsedRun.make(request) }
        #expect(error?.kind == .refused)
        #expect(
            error?.message == "the runbook does not fit what is observed: "
                + "rejoin: us-east-1 is the writer, and rebuilding it from another region would destroy its data")
        #expect(error?.help.hasSuffix("target=us-west-2. To begin where another runbook ends: --after FILE") == true)
        request.after = Demo.request("gradual", store: "").runbook
        let run = try await RehearsedRun.make(request)
        #expect(run.forecast.groups.map(\.outcome) == [.succeeded])
        #expect(RehearsalText(run).text.contains("in virtual time, after gradual\n"))
    }

    @Test("what is to come before and does not succeed is refused with its reason")
    func afterFailing() async throws {
        var request = Self.request("gradual", seeds: 1)
        request.after = Demo.request("failback", store: "").runbook
        let error = await #expect(throws: OrchestratorError.self) { try await RehearsedRun.make(request) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("failback, which is to come before, does not succeed with seed 7") == true)
    }

    @Test("a fault plan that names what is not there is refused with its place")
    func strangers() async throws {
        let scratch = try Scratch()
        let text = try String(contentsOfFile: Self.faults("gradual.target_slows.yaml"), encoding: .utf8)
        var request = Self.request("gradual", seeds: 1)
        request.run.faults = try scratch.write(
            text.replacing("service: checkout_api", with: "service: checkout_app"), "faults.yaml")
        let error = await #expect(throws: OrchestratorError.self) { try await RehearsedRun.make(request) }
        let found = try #require(error?.diagnostics.first)
        #expect(found.message == "demo has no service \"checkout_app\"")
        #expect(found.help.hasSuffix("Did you mean \"checkout_api\"?"))
        #expect(found.origin.span.start.line == 9)
    }

    @Test("JSON holds each rehearsal and the samples of the first")
    func json() async throws {
        let json = try await RehearsedRun.make(Self.request("immediate", seeds: 3)).json
        #expect(json["rehearsals"]?.elements?.count == 3)
        #expect((json["charted"]?["samples"]?.elements?.count ?? 0) > 100)
        #expect(json["outcomes"]?.elements?.first?["outcome"]?.string == "succeeded")
        #expect(JSONReader.read(Array(json.text(.indented).utf8)) != nil)
    }
}
