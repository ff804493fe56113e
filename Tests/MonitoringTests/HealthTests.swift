import Engine
import Monitoring
import Runbook
import RunbookCompiler
import RunbookYAML
import Testing
import World

@Suite struct HealthTests {
    @Test(arguments: [
        (1.0, HealthStatus.healthy), (0.95, .healthy), (0.9499, .degraded), (0.8, .degraded), (0.7999, .critical),
        (0.5, .critical), (0.4999, .failed), (0.0, .failed),
    ])
    func `A status begins at its threshold`(_ availability: Double, _ status: HealthStatus) {
        #expect(HealthStatus(availability, Environment.Thresholds()) == status)
    }

    @Test func `What is not known is unknown, and that is the worst`() {
        #expect(HealthStatus(nil, Environment.Thresholds()) == .unknown)
        #expect(HealthStatus.allCases.allSatisfy { $0.severity <= HealthStatus.unknown.severity })
    }

    @Test func `A service is no better than what it depends on`() throws {
        let survey = Fixture.survey()
        let (api, database) = try (service("checkout_api"), service("orders_db"))
        let broken = survey.assuming(.availability, Fixture.west, database, is: 0.6)
        let health = RegionHealth(Fixture.west, in: broken, Fixture.environment)
        let seen = try #require(health.services.first { $0.service == api })
        #expect(seen.effective == 0.6 && seen.limitedBy == database && seen.status == .critical)
        #expect(seen.availability ?? 0 > 0.99)
        let east = RegionHealth(Fixture.east, in: broken, Fixture.environment)
        #expect(east.status == .healthy)
    }

    @Test func `The important counts more`() throws {
        var environment = Fixture.environment
        let survey = Fixture.survey().assuming(.availability, Fixture.west, try service("public_dns"), is: 0)
        let before = try #require(RegionHealth(Fixture.west, in: survey, environment).availability)
        for index in environment.services.indices where environment.services[index].name.value == "public_dns" {
            environment.services[index].importance = 10
        }
        let after = try #require(RegionHealth(Fixture.west, in: survey, environment).availability)
        #expect(before > 0.8 && after < 0.5)
    }

    @Test func `Thresholds of a service outrank those of its region, and those the environment's`() {
        var environment = Fixture.environment
        environment.regions[1].thresholds.errorRate = .percent(2)
        environment.services[0].thresholds.errorRate = .percent(1)
        let (west, orders) = (environment.regions[1].name.value, environment.services[0].name.value)
        #expect(environment.thresholds(region: "us-east-1").errorRate == .percent(5))
        #expect(environment.thresholds(region: west).errorRate == .percent(2))
        #expect(environment.thresholds(region: west, service: orders).errorRate == .percent(1))
        #expect(environment.thresholds(region: "us-east-1", service: orders).errorRate == .percent(1))
    }

    private func service(_ name: String) throws -> ServiceIndex {
        try #require(Fixture.topology.service(named: name))
    }

    @Test func `Many services that depend on each other are told of at once`() throws {
        let stages = 40
        let services = (0..<stages).flatMap { stage in
            ["a", "b"].map { name in
                let next = stage + 1 < stages ? ", depends_on: [a\(stage + 1), b\(stage + 1)]" : ""
                return "  \(name)\(stage): {type: api\(next)}"
            }
        }
        let text = """
            environment: dense
            regions:
              one: {role: primary, capacity: 10/s, peak_load: 10/s}
              two: {role: secondary, capacity: 10/s, peak_load: 10/s}
            services:
            \(services.joined(separator: "\n"))
            """
        let environment = try #require(EnvironmentReader.read(Array(text.utf8), file: "dense.yaml").value)
        let topology = Topology(environment)
        let measurements = topology.regions[0].services.map { service in
            let query = SurveyQuestions.query(.availability, RegionIndex(0), service)
            let share = topology.name(of: service) == "b\(stages - 1)" ? 0.5 : 1
            return Measurement(
                query: query, value: Quantity(share, .ratio), sampledAt: .zero, coveredFrom: .zero, samples: 1,
                source: "")
        }
        let survey = Survey(
            topology: topology, time: .zero, world: WorldState(unknownIn: topology), measurements: measurements)
        let first = try #require(RegionHealth(RegionIndex(0), in: survey, environment).services.first)
        #expect(first.effective == 0.5)
        #expect(first.limitedBy.map(topology.name(of:)) == "b\(stages - 1)")
    }

    @Test func `A mean of shares that is a threshold but for the last digit has reached it`() {
        let thresholds = Fixture.environment.thresholds(region: "us-west-2")
        #expect(HealthStatus((0.95 * 3 + 0.95 * 7) / 10.000000000000002, thresholds) == .healthy)
        #expect(HealthStatus(0.9499, thresholds) == .degraded)
    }

    @Test func `Whoever has just begun to look has not seen a whole window`() {
        let query = SurveyQuestions.query(.availability, Fixture.west)
        func survey(since length: Milliseconds, _ share: Double?) -> Survey {
            let told = Measurement(
                query: query, value: share.map { Quantity($0, .ratio) }, sampledAt: .minutes(10),
                coveredFrom: .minutes(10) - length, samples: 2, source: "")
            return Survey(
                topology: Fixture.topology, time: .minutes(10), world: WorldState(unknownIn: Fixture.topology),
                measurements: [told])
        }
        #expect(survey(since: .seconds(10), 1).isShort(query) && !survey(since: .seconds(10), 1).coversWindows)
        #expect(!survey(since: .seconds(55), 1).isShort(query) && survey(since: .minutes(1), 1).coversWindows)
        #expect(survey(since: .seconds(10), nil).coversWindows, "it has not begun to look at all")
        #expect(Fixture.survey().coversWindows)
    }
}
