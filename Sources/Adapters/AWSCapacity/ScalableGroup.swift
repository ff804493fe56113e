import Runbook

/// A group of instances or tasks that carries a service in a region.
struct ScalableGroup: Sendable {
    let kind: AWSCapacitySettings.Kind
    let peak: Int
    let aws: AWSExchange

    /// Of Auto Scaling.
    private static let version = "2011-01-01"

    /// How large it is, was asked to be, and may be.
    struct Size: Hashable {
        /// In service and healthy: what can take traffic now.
        var ready: Int
        var wanted: Int
        var allowed: ClosedRange<Int>
    }

    var name: String {
        switch kind {
        case .autoScalingGroup(let name): "Auto Scaling group \(name) in \(aws.region)"
        case .ecsService(let name, let cluster): "ECS service \(cluster)/\(name) in \(aws.region)"
        }
    }

    /// AWS may tell any number.
    func share(_ count: Int) -> BasisPoints {
        BasisPoints(Int32(clamping: (Int(Int32(clamping: max(0, count))) * 10_000 + peak / 2) / peak))
    }

    /// How many carry a share of the peak; nil when it takes no whole number of them.
    func count(_ share: BasisPoints) -> Int? {
        let count = (Int(share.rawValue) * peak + 5000) / 10_000
        return self.share(count) == share ? count : nil
    }

    func size() async throws(AWSFailure) -> Size? {
        switch kind {
        case .autoScalingGroup(let name):
            let answer = try await aws.query(
                "DescribeAutoScalingGroups", version: ScalableGroup.version, [("AutoScalingGroupNames.member.1", name)])
            guard let list = answer.first("AutoScalingGroups") else { throw .nonsense }
            guard let group = list.children("member").first else { return nil }
            return try ScalableGroup.size(group)
        case .ecsService(let name, let cluster):
            let answer = try await ask("DescribeServices", ["cluster": .string(cluster), "services": [.string(name)]])
            guard let services = answer["services"]?.elements else { throw .nonsense }
            guard let service = services.first(where: { $0["status"]?.string == "ACTIVE" }) else { return nil }
            guard let ready = service["runningCount"]?.integer, let wanted = service["desiredCount"]?.integer else {
                throw .nonsense
            }
            return Size(ready: Int(clamping: ready), wanted: Int(clamping: wanted), allowed: 0...Int(Int32.max))
        }
    }

    private static func size(_ group: XMLElement) throws(AWSFailure) -> Size {
        guard let wanted = group.text("DesiredCapacity").flatMap({ Int($0) }),
            let least = group.text("MinSize").flatMap({ Int($0) }),
            let most = group.text("MaxSize").flatMap({ Int($0) }), least <= most
        else { throw .nonsense }
        let instances = group["Instances"]?.children("member") ?? []
        let ready = instances.count { $0.text("LifecycleState") == "InService" && $0.text("HealthStatus") == "Healthy" }
        return Size(ready: ready, wanted: wanted, allowed: least...most)
    }

    /// Asks for so many; they come later.
    func resize(to count: Int) async throws(AWSFailure) {
        switch kind {
        case .autoScalingGroup(let name):
            _ = try await aws.query(
                "SetDesiredCapacity", version: ScalableGroup.version,
                [("AutoScalingGroupName", name), ("DesiredCapacity", "\(count)"), ("HonorCooldown", "false")])
        case .ecsService(let name, let cluster):
            _ = try await ask(
                "UpdateService",
                ["cluster": .string(cluster), "service": .string(name), "desiredCount": .count(count)])
        }
    }

    /// As a person would read it.
    func call(to count: Int) -> String {
        let url = aws.exchange.server.text
        return switch kind {
        case .autoScalingGroup(let name):
            "POST \(url)/ Action=SetDesiredCapacity AutoScalingGroupName=\(name) DesiredCapacity=\(count)"
        case .ecsService(let name, let cluster):
            "POST \(url)/ UpdateService cluster=\(cluster) service=\(name) desiredCount=\(count)"
        }
    }

    private func ask(_ action: String, _ body: JSON) async throws(AWSFailure) -> JSON {
        let headers = [
            WebRequest.Header("Content-Type", "application/x-amz-json-1.1"),
            WebRequest.Header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.\(action)"),
        ]
        let answer = try await aws.post("/", headers, body.text())
        guard let json = JSONReader.read(Array(answer.body.utf8)) else { throw .nonsense }
        return json
    }
}
