import AdapterContract
import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Against moto, which stands in for Auto Scaling and ECS.
@Suite struct AWSCapacityAdapterTests {
    private typealias Fixture = AWSCapacityFixture

    @Test func `The adapter keeps the contract`() async throws {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        let timekeeper = WallTimekeeper(speed: 6)
        let subject = ContractSubject(topology: Fixture.topology, timekeeper: timekeeper) {
            Fixture.adapter(server.url, timekeeper: timekeeper)
        }
        let findings = await AdapterContract.check(subject)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test func `Groups are scaled, and what is ready is seen`() async throws {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server.url)
        var world = await adapter.observe()
        #expect(world[Fixture.east, Fixture.api].capacity == .all)
        #expect(world[Fixture.west, Fixture.api].capacity == .percent(25))
        #expect(world[Fixture.west, Fixture.cache].capacity == .percent(25))
        let report = await adapter.apply(HAProxyFixture.assignment(Fixture.grow(100)))
        #expect(
            report
                == EffectReport(
                    .done,
                    detail: """
                        Auto Scaling group web in us-west-2 has 4 ready; ECS service main/cache in us-west-2 has 4 ready
                        """))
        world = await adapter.observe()
        #expect(world.satisfies(Fixture.grow(100)) == .yes)
        #expect(await adapter.apply(HAProxyFixture.assignment(Fixture.grow(50))).answer == .done)
        let answers = await adapter.measure([
            MetricQuery(metric: .capacity, region: Fixture.west, service: nil, window: nil),
            MetricQuery(metric: .availability, region: Fixture.west, service: nil, window: nil),
        ])
        #expect(answers.map(\.value) == [.ratio(.percent(50)), nil])
    }

    @Test func `An instance that is not healthy is not ready, and an effect that waits for it is in doubt`()
        async throws
    {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server.url)
        let group = try #require(adapter.groups[AWSCapacityAdapter.Place(region: Fixture.east, service: Fixture.api)])
        #expect(try await group.size() == ScalableGroup.Size(ready: 4, wanted: 4, allowed: 1...6))
        let text = try await server.call(
            "autoscaling", "/", [WebRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
            "Action=DescribeAutoScalingInstances&Version=2011-01-01")
        let id = try #require(XMLReader.read(text)?.first("InstanceId")?.text)
        try await Fixture.query(
            server, "us-east-1", "SetInstanceHealth", ["InstanceId": id, "HealthStatus": "Unhealthy"])
        #expect(await adapter.observe()[Fixture.east, Fixture.api].capacity == .percent(75))
        let findings = await adapter.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(findings.contains("caution: Auto Scaling group web in us-east-1 was asked for 4, and 3 are ready"))
        let effect = Effect.scale(Fixture.east, [Effect.Capacity(service: Fixture.api, share: .all)])
        #expect(
            await adapter.apply(HAProxyFixture.assignment(effect, timeout: .seconds(3)))
                == EffectReport(
                    .inDoubt,
                    detail: "Auto Scaling group web in us-east-1: 3 of 4 are ready, and 4 are wanted"))
    }

    @Test func `What was asked for and is not there yet is a caution`() async throws {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        // Nobody starts what an ECS service is created with here.
        try await Fixture.ask(
            server, "us-west-2", "CreateService",
            ["cluster": "main", "serviceName": "slow", "taskDefinition": "cache", "desiredCount": 4])
        let adapter = Fixture.adapter(server.url, groups: [("api", "west", .ecsService("slow", cluster: "main"))])
        #expect(await adapter.observe()[Fixture.west, Fixture.api].capacity == .zero)
        let findings = await adapter.examine()
        #expect(
            findings.contains { $0.weight == .caution && $0.sentence.hasSuffix("was asked for 4, and 0 are ready") })
    }

    @Test func `Calls are shown, and an examination says what is missing`() async throws {
        let server = try await MotoServer()
        try await Fixture.begin(server)
        let adapter = Fixture.adapter(server.url)
        #expect(
            adapter.calls(for: Fixture.grow(50), in: WorldState(unknownIn: Fixture.topology)) == [
                "POST \(server.url)/ Action=SetDesiredCapacity AutoScalingGroupName=web DesiredCapacity=2",
                "POST \(server.url)/ UpdateService cluster=main service=cache desiredCount=2",
            ])
        let other = Fixture.adapter(
            server.url,
            groups: [("api", "east", .autoScalingGroup("web")), ("cache", "east", .autoScalingGroup("no"))],
            peak: 9)
        let findings = await other.examine().map { "\($0.weight): \($0.sentence)" }
        #expect(
            findings.contains("fault: Auto Scaling group web in us-east-1 may have from 1 to 6, and the peak takes 9"))
        #expect(findings.contains("fault: there is no Auto Scaling group no in us-east-1, for cache in east"))
        #expect(findings.contains("caution: there is no group for api in west"))
    }

    @Test func `A number that cannot be is no crash`() throws {
        let adapter = Fixture.adapter("http://127.0.0.1:9")
        let group = try #require(adapter.groups[AWSCapacityAdapter.Place(region: Fixture.east, service: Fixture.api)])
        #expect(group.share(-1) == .zero && group.share(3) == .percent(75))
        #expect(group.share(.max) == BasisPoints(.max))
    }
}
