import Foundation
import Monitoring
import Runbook
import RunbookCompiler
import Testing

@testable import Switchyard

/// RTO and RPO are told only where a run would get through, and what cannot be read takes nothing else away.
@Suite struct ObjectivesTests {
    private static let text = try? String(contentsOfFile: ReportTests.demo, encoding: .utf8)

    /// How the demonstration's west would take over, with some of its text changed.
    private static func found(
        _ changes: [(String, String)] = [], runbooks: String? = nil, in scratch: Scratch
    ) async throws -> ObjectivesSurvey {
        var text = try #require(text)
        for (one, other) in changes {
            #expect(text.contains(one))
            text = text.replacing(one, with: other)
        }
        let environment = try scratch.write(text, "changed.yaml")
        let place = try await ReportTests.lookout(ReportTests.scenes[0], on: environment, in: scratch)
        var forecast = ReportTests.forecast
        if let runbooks { forecast.directory = runbooks }
        return try await ObjectivesSurvey.make(place, await place.look(), forecast)
    }

    private static func west(_ found: ObjectivesSurvey) throws -> RegionObjectives {
        try #require(found.rows.first { found.topology.name(of: $0.target) == "us-west-2" })
    }

    @Test func `A region that cannot carry the peak has no RTO`() async throws {
        let change = ("us-west-2: {role: secondary, capacity: 12000/s", "us-west-2: {role: secondary, capacity: 8100/s")
        let row = try Self.west(try await Self.found([change], in: try Scratch()))
        #expect(row.rto == nil && row.rtoCompliance == .unknown)
        #expect(row.obstacles[.emergency] == "it stands 90% of the peak at most")
        #expect(row.obstacles[.planned] == row.obstacles[.emergency])
    }

    @Test func `A region without a copy of some data has neither RTO nor RPO`() async throws {
        let change = (
            "us-west-2: {role: secondary,",
            "us-west-2: {services: [orders_db, checkout_api, session_cache, edge_network, public_dns], role: secondary,"
        )
        let chain = ("from: us-west-2, to: eu-west-1", "from: us-east-1, to: eu-west-1")
        let row = try Self.west(try await Self.found([change, chain], in: try Scratch()))
        #expect(row.rpo == nil && row.rpoCompliance == .unknown)
        #expect(row.worstPoint?.dominant == .noCopy)
        #expect(row.obstacles[.emergency] == "it has no copy of media_storage")
    }

    @Test func `Runbooks that are missing or wrong, and a store that cannot be read, leave the rest`() async throws {
        let scratch = try Scratch()
        let directory = scratch.path + "/runbooks"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        _ = try scratch.write("runbook: immediate\n", "runbooks/immediate.yaml")
        try FileManager.default.createDirectory(atPath: scratch.path + "/store", withIntermediateDirectories: true)
        for name in ["runs.db", "history.db"] { _ = try scratch.write("no database\n", "store/\(name)") }
        let found = try await Self.found(runbooks: directory, in: scratch)
        let row = try Self.west(found)
        #expect(row.rpoCompliance == .met && row.rtoCompliance == .unknown)
        #expect(row.obstacles[.emergency]?.hasPrefix("immediate.yaml: ") == true, "\(row.obstacles)")
        #expect(row.obstacles[.planned]?.hasPrefix("there is no gradual.yaml in ") == true, "\(row.obstacles)")
        #expect(found.gaps.contains { $0.hasPrefix("past runs cannot be read: ") }, "\(found.gaps)")
        #expect(found.gaps.contains { $0.hasPrefix("the history cannot be read: ") }, "\(found.gaps)")
        let text = ObjectivesReport(found).text(.plain)
        #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 80 }, "\(text)")
    }
}
