import Engine
import Runbook
import RunbookCompiler
import Testing
import World

@testable import Adapters

/// Two regions with an Auto Scaling group each, and a service of ECS in the west.
enum AWSCapacityFixture {
    static let topology = HAProxyFixture.topology
    static let east = HAProxyFixture.east
    static let west = HAProxyFixture.west
    static let api = HAProxyFixture.api
    static let cache = HAProxyFixture.cache

    static let groups: [(String, String, AWSCapacitySettings.Kind)] = [
        ("api", "east", .autoScalingGroup("web")), ("api", "west", .autoScalingGroup("web")),
        ("cache", "east", .ecsService("cache", cluster: "main")),
        ("cache", "west", .ecsService("cache", cluster: "main")),
    ]

    static func adapter(
        _ url: String, groups: [(String, String, AWSCapacitySettings.Kind)] = groups, peak: Int64 = 4,
        credentials: AWSCredentialSource = MotoServer.credentials, timeout: Milliseconds = .seconds(5),
        timekeeper: any Timekeeper = WallTimekeeper()
    ) -> AWSCapacityAdapter {
        func located(_ value: String) -> Located<String> { Located(value, at: .startOfFile) }
        return AWSCapacityAdapter(
            AWSCapacitySettings(
                groups: groups.map {
                    AWSCapacitySettings.Group(service: located($0.0), region: located($0.1), kind: $0.2, peak: peak)
                },
                access: AWSAccess(
                    regions: [("east", "us-east-1"), ("west", "us-west-2")].map {
                        AWSAccess.Region(region: located($0.0), name: located($0.1))
                    },
                    credentials: credentials, url: located(url), timeout: timeout)),
            topology: topology, timekeeper: timekeeper)
    }

    static func grow(_ percent: Int32, _ services: [ServiceIndex] = [api, cache]) -> Effect {
        .scale(west, services.map { Effect.Capacity(service: $0, share: .percent(percent)) })
    }

    /// Groups of four in the east, and of one in the west.
    static func begin(_ server: MotoServer) async throws {
        for (region, count) in [("us-east-1", 4), ("us-west-2", 1)] {
            try await query(
                server, region, "CreateLaunchConfiguration",
                ["LaunchConfigurationName": "small", "ImageId": "ami-12345678", "InstanceType": "t3.small"])
            try await query(
                server, region, "CreateAutoScalingGroup",
                [
                    "AutoScalingGroupName": "web", "LaunchConfigurationName": "small", "MinSize": "1", "MaxSize": "6",
                    "DesiredCapacity": "\(count)", "AvailabilityZones.member.1": "\(region)a",
                ])
            try await ask(server, region, "CreateCluster", ["clusterName": "main"])
            try await ask(
                server, region, "RegisterTaskDefinition",
                [
                    "family": "cache",
                    "containerDefinitions": [["name": "cache", "image": "cache", "memory": 64, "essential": true]],
                ])
            try await ask(
                server, region, "CreateService",
                ["cluster": "main", "serviceName": "cache", "taskDefinition": "cache", "desiredCount": 0])
            try await ask(
                server, region, "UpdateService", ["cluster": "main", "service": "cache", "desiredCount": .count(count)])
        }
    }

    static func query(_ server: MotoServer, _ region: String, _ action: String, _ words: [String: String]) async throws
    {
        let all = ["Action": action, "Version": "2011-01-01"].merging(words) { $1 }
        try await server.call(
            "autoscaling", "/", [WebRequest.Header("Content-Type", "application/x-www-form-urlencoded")],
            all.map { "\($0)=\(WebExchange.escaped($1))" }.joined(separator: "&"), region: region)
    }

    static func ask(_ server: MotoServer, _ region: String, _ action: String, _ body: JSON) async throws {
        try await server.call(
            "ecs", "/",
            [
                WebRequest.Header("Content-Type", "application/x-amz-json-1.1"),
                WebRequest.Header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.\(action)"),
            ], body.text(), region: region)
    }
}
